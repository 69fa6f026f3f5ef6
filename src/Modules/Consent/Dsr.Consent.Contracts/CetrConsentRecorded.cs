using MediatR;

namespace Dsr.Consent.Contracts;

/// <summary>
/// A Care (Education) and Treatment Review that was offered was agreed to or refused: asked afresh each time, and apart from being on the register (domain 5.1).
/// <paramref name="Name"/> is CTR or CETR; <paramref name="Review"/> is <c>community</c>, <c>post-admission</c> or <c>repeat-inpatient</c>.
/// </summary>
public sealed record CetrConsentRecorded(Guid CetrId, Guid PersonId, string Name, string Review, bool Agreed, DateOnly DecidedOn, string RecordedBySignature, DateTimeOffset RecordedAt) : INotification;
