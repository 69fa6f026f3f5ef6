using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>
/// What the sheet said about the authority and rating of an imported person; told after <see cref="PersonRegistered"/>, so that Consent and Rating record them in their own histories.
/// <paramref name="AuthorityKind"/> is a key of the area profile's lawful authority; <paramref name="Rating"/> is null when not rated.
/// </summary>
public sealed record EntryImported(Guid PersonId, string Area, string AuthorityKind, DateOnly AuthorityDecidedOn, string? Rating, DateOnly? RatingSince, string? RatingReason, DateTimeOffset ImportedAt) : INotification;
