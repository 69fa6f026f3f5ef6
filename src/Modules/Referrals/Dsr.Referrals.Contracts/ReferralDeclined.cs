using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>The DSR team did not accept a referral. <paramref name="Reason"/> is the reason's code (8.3).</summary>
public sealed record ReferralDeclined(Guid ReferralId, Guid PersonId, string Area, string Reason, DateTimeOffset DecidedAt) : INotification;
