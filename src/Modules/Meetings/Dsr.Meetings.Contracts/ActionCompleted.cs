using MediatR;

namespace Dsr.Meetings.Contracts;

/// <summary>An action was done, or cancelled when <paramref name="Cancelled"/>.</summary>
public sealed record ActionCompleted(Guid ActionId, Guid PersonId, bool Cancelled, DateOnly CompletedOn, string CompletedBySignature, DateTimeOffset CompletedAt) : INotification;
