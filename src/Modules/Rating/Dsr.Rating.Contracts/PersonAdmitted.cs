using MediatR;

namespace Dsr.Rating.Contracts;

/// <summary>A person was admitted to a mental health hospital: the rating is blue until discharge (domain 6.3).</summary>
public sealed record PersonAdmitted(Guid AdmissionId, Guid PersonId, DateOnly AdmittedOn, string RecordedBySignature, DateTimeOffset RecordedAt) : INotification;
