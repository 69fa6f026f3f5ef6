using MediatR;

namespace Dsr.Consent.Contracts;

/// <summary>
/// One user may read a person's record without consent, on another lawful ground (domain 5.4), up to and with <paramref name="EndsOn"/>. Told again with an earlier day when it is ended.
/// </summary>
public sealed record SharingOverridden(Guid OverrideId, Guid PersonId, Guid UserId, DateOnly EndsOn, string RecordedBySignature, DateTimeOffset RecordedAt) : INotification;
