using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>What becomes of an open action when its person leaves the register: closed, or handed over to somebody outside it, as <paramref name="Words"/> says.</summary>
public sealed record ActionSettled(Guid ActionId, Guid PersonId, bool HandedOver, string Words, string SettledBySignature, DateTimeOffset SettledAt) : INotification;
