using MediatR;

namespace Dsr.Rating.Contracts;

/// <summary>A person left hospital: red, held for at least two weeks (domain 6.3).</summary>
public sealed record PersonDischarged(Guid AdmissionId, Guid PersonId, DateOnly DischargedOn, DateOnly HoldUntil, string RecordedBySignature, DateTimeOffset RecordedAt) : INotification;
