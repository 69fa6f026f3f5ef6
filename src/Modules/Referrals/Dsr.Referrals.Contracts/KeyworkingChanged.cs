using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>A service of keyworking or peer support answered, or it ended. <paramref name="State"/> is <c>accepted</c>, <c>waiting</c>, <c>allocated</c>, <c>declined</c> or <c>ended</c>.</summary>
public sealed record KeyworkingChanged(Guid KeyworkingId, Guid PersonId, string Kind, string State, DateOnly ChangedOn, string ChangedBySignature, DateTimeOffset ChangedAt) : INotification;
