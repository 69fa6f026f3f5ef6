using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>
/// The DSR team accepted a referral and agreed a first rating (8.3). Told after <see cref="PersonRegistered"/>.
/// <paramref name="Rating"/> is <c>red</c>, <c>amber</c>, <c>green</c> or <c>blue</c>; <paramref name="AgreedWith"/> says in words who it was discussed and agreed with.
/// </summary>
public sealed record ReferralAccepted(Guid ReferralId, Guid PersonId, string Area, string Rating, string Reason, string AgreedWith, DateOnly AgreedOn, Guid DecidedBy, string DecidedBySignature, DateTimeOffset DecidedAt) : INotification;
