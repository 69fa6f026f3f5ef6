namespace Dsr.Referrals;

/// <summary>The Referrals module.</summary>
public sealed class ReferralsModule : Module
{
    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<ReferralsArea>("referrals");
}
