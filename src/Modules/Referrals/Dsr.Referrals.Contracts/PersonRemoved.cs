using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>
/// The DSR team took a person off the register (domain 6.2): from this commit nobody but the team sees the entry, and the team only reads it.
/// <paramref name="Reason"/> is <c>risk-reduced</c>, <c>consent-ended</c>, <c>moved</c>, <c>not-criteria</c>, <c>declined</c> or <c>duplicate</c>. Heard again after <see cref="PersonRegistered"/>, the entry is open as before.
/// </summary>
public sealed record PersonRemoved(Guid RemovalId, Guid PersonId, string Area, string Reason, DateOnly RemovedOn, string RemovedBySignature, DateTimeOffset RemovedAt) : INotification;
