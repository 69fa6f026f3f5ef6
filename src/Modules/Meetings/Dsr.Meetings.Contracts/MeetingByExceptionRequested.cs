using MediatR;

namespace Dsr.Meetings.Contracts;

/// <summary>Somebody asked the DSR team for a Meeting by Exception for a person (domain 4.4).</summary>
public sealed record MeetingByExceptionRequested(Guid RequestId, Guid PersonId, string Area, string AskedBySignature, DateTimeOffset AskedAt) : INotification;
