using MediatR;

namespace Dsr.Consent.Contracts;

/// <summary>
/// The first authority for a person to be on the register was recorded, or one after a withdrawal or lapse (domain 5.2). <paramref name="Kind"/> is a key of the area profile;
/// <paramref name="EndsOn"/> is the last day in force: the day before its 12 months are over, or before a 16th birthday that ends a parent's authority.
/// </summary>
public sealed record AuthorityRecorded(Guid AuthorityId, Guid PersonId, string Kind, DateOnly DecidedOn, DateOnly EndsOn, string RecordedBySignature, DateTimeOffset RecordedAt) : INotification;
