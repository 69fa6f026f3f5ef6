using MediatR;

namespace Dsr.Meetings.Contracts;

/// <summary>A finalised meeting discussed a person, and decided this.</summary>
public sealed record PersonDiscussed(Guid MeetingId, Guid PersonId, DateOnly MetOn, string Decision, string RecordedBySignature, DateTimeOffset FinalisedAt) : INotification;
