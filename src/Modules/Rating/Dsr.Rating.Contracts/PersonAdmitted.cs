using MediatR;

namespace Dsr.Rating.Contracts;

/// <summary>
/// A person was admitted to a mental health hospital: the rating is blue until discharge (domain 6.3). What to learn from it comes along (domain 7.2):
/// <paramref name="KnownBefore"/>, on the register before the admission; <paramref name="RatingBefore"/>, the rating then; <paramref name="ReviewBefore"/>, <c>cetr</c>, <c>laep</c>, <c>none</c> or <c>not-known</c>.
/// <paramref name="OutOfArea"/> is null where it is not known.
/// </summary>
public sealed record PersonAdmitted(
    Guid AdmissionId, Guid PersonId, DateOnly AdmittedOn, string RecordedBySignature, DateTimeOffset RecordedAt, bool? OutOfArea, bool KnownBefore, string? RatingBefore, string ReviewBefore) : INotification;
