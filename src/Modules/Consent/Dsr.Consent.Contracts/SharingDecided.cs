using MediatR;

namespace Dsr.Consent.Contracts;

/// <summary>
/// Whether one kind of recipient may be told about a person has changed (domain 5.1: a decision of its own). <paramref name="Recipient"/> is <c>health</c>, <c>social-care</c>, <c>education</c>,
/// <c>police</c> or <c>voluntary</c>, as organisations have it too, or <c>family</c>; what was never asked counts as agreed. After a no, organisations of that kind do not see the person, from this commit.
/// </summary>
public sealed record SharingDecided(Guid PersonId, string Recipient, bool Agreed, DateOnly DecidedOn, string RecordedBySignature, DateTimeOffset RecordedAt) : INotification;
