namespace Dsr.Referrals;

/// <summary>The Referrals module.</summary>
public sealed class ReferralsModule : Module;
