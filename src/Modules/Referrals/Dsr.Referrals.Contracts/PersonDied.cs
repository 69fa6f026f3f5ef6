using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>A person has died (domain 6.3): everything about them stops in this commit. <paramref name="DiedOn"/> is null when the day is not known. A death recorded in error is followed by <see cref="PersonRegistered"/>.</summary>
public sealed record PersonDied(Guid PersonId, string Area, DateOnly? DiedOn, string RecordedBySignature, DateTimeOffset RecordedAt) : INotification;
