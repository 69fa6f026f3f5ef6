using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>Somebody added an update. <paramref name="Risk"/> is <c>higher</c>, <c>same</c>, <c>lower</c> or <c>not-sure</c> (8.4). It restarts the staleness clock.</summary>
public sealed record UpdateAdded(Guid UpdateId, Guid PersonId, string Risk, DateOnly HappenedOn, Guid AddedBy, string AddedBySignature, DateTimeOffset AddedAt) : INotification;
