using MediatR;

namespace Dsr.Meetings.Contracts;

/// <summary>A finalised meeting agreed another rating. Rating records it and tells <c>RatingChanged</c>.</summary>
public sealed record RatingAgreedAtMeeting(Guid MeetingId, Guid PersonId, string To, string Reason, string AgreedWith, DateOnly AgreedOn, string RecordedBySignature, DateTimeOffset FinalisedAt) : INotification;
