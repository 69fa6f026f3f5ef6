using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>A draft was not sent in time and was deleted with everything in it (security.md 3.3): what was recorded for its person goes too.</summary>
public sealed record ReferralErased(Guid ReferralId, Guid PersonId, string Area, DateTimeOffset ErasedAt) : INotification;
