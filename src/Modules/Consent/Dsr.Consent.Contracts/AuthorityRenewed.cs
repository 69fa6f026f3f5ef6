using MediatR;

namespace Dsr.Consent.Contracts;

/// <summary>An authority in force was renewed for another period. Dates as in <see cref="AuthorityRecorded"/>.</summary>
public sealed record AuthorityRenewed(Guid AuthorityId, Guid PersonId, string Kind, DateOnly DecidedOn, DateOnly EndsOn, string RecordedBySignature, DateTimeOffset RecordedAt) : INotification;
