using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>A relationship ended: from now it lets nobody see the person.</summary>
public sealed record PersonUnlinked(Guid LinkId, Guid PersonId) : INotification;
