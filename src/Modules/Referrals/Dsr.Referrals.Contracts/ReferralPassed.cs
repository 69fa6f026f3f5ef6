using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>A referral that waits for a decision, and its person, now belong to another area's team. Followed by <see cref="ReferralSubmitted"/> for that area.</summary>
public sealed record ReferralPassed(Guid ReferralId, Guid PersonId, string FromArea, string ToArea, DateTimeOffset PassedAt) : INotification;
