using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>A referral was begun and knows who it is for: from now consent and the rating tool can be recorded for the person (journey 8.1). Published again when the name or birth date changes while it is a draft.</summary>
public sealed record ReferralStarted(Guid ReferralId, Guid PersonId, string Area, string FirstName, string LastName, DateOnly BornOn, Guid StartedBy) : INotification;
