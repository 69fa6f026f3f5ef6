using MediatR;

namespace Dsr.Meetings.Contracts;

/// <summary>A meeting was finalised: its outcomes stand on the records and its minutes are closed.</summary>
public sealed record MeetingFinalised(Guid MeetingId, string Area, DateOnly MetOn, int Discussed, bool Quorate, DateTimeOffset FinalisedAt) : INotification;
