using MediatR;

namespace Dsr.Meetings.Contracts;

/// <summary>An open action was given to another owner or another day.</summary>
public sealed record ActionMoved(Guid ActionId, Guid PersonId, Guid? OwnerId, string OwnerName, DateOnly DueOn, DateTimeOffset MovedAt) : INotification;
