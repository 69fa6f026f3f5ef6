using MediatR;

namespace Dsr.Rating.Contracts;

/// <summary>
/// The agreed rating of a person changed, however it came about: by a professional, at acceptance, at a meeting, by an admission, by import (domain 1.4, 3.3).
/// Ratings are <c>red</c>, <c>amber</c>, <c>green</c>, <c>blue</c>; <paramref name="From"/> is null for the first. <paramref name="HoldUntil"/> is the last day of a hold at red after discharge.
/// </summary>
public sealed record RatingChanged(Guid PersonId, string? From, string To, DateOnly SinceOn, string ChangedBySignature, bool Discussed, DateOnly? HoldUntil, DateTimeOffset ChangedAt) : INotification;
