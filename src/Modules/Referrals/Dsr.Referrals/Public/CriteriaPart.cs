namespace Dsr.Referrals;

/// <summary>The area's criteria, in plain words, for anyone.</summary>
internal sealed class CriteriaPart : IPublicPart
{
    public string Page => "about";

    public int Order => 10;

    public string View => "/Referrals/Public/Criteria.cshtml";

    public Task<object?> LoadAsync(Area area, CancellationToken cancellationToken) => Task.FromResult<object?>(area.Section<ReferralsArea>("referrals").Criteria);
}
