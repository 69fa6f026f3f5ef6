using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>Somebody was referred to a service of keyworking or peer support. <paramref name="Kind"/> is <c>keyworker</c> or <c>peer-support</c>.</summary>
public sealed record KeyworkingReferred(Guid KeyworkingId, Guid PersonId, string Service, string Kind, DateOnly ReferredOn, string ReferredBySignature, DateTimeOffset ReferredAt) : INotification;
