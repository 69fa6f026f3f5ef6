using MediatR;

namespace Dsr.Meetings.Contracts;

/// <summary>A meeting was planned or moved. Times are moments; <paramref name="Type"/> is <c>tracking</c>, <c>urgent</c> or <c>exception</c>.</summary>
public sealed record MeetingScheduled(Guid MeetingId, string Area, string Type, DateTimeOffset StartsAt, DateTimeOffset EndsAt) : INotification;
