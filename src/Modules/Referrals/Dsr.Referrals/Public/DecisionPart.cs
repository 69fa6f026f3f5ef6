namespace Dsr.Referrals;

/// <summary>How long the DSR team takes to answer a referral, for anyone.</summary>
internal sealed class DecisionPart : IPublicPart
{
    public string Page => "start";

    public int Order => 10;

    public string View => "/Referrals/Public/Decision.cshtml";

    public Task<object?> LoadAsync(Area area, CancellationToken cancellationToken) => Task.FromResult<object?>(area.Section<ReferralsArea>("referrals"));
}
