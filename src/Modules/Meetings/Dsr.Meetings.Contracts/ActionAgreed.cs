using MediatR;

namespace Dsr.Meetings.Contracts;

/// <summary>An action was agreed for a person, with an owner and a date.</summary>
public sealed record ActionAgreed(Guid ActionId, Guid PersonId, Guid? MeetingId, string What, Guid? OwnerId, string OwnerName, DateOnly DueOn, string AgreedBySignature, DateTimeOffset AgreedAt) : INotification;
