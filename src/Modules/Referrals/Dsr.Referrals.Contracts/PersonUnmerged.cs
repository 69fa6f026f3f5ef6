using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>A merge is undone (security.md T43: within 30 days): <paramref name="MergedId"/> is an entry of its own again, as it was. What was added since stays with <paramref name="PersonId"/>.</summary>
public sealed record PersonUnmerged(Guid MergeId, Guid PersonId, Guid MergedId, string MergedReference, string Area, string UnmergedBySignature, DateTimeOffset UnmergedAt) : INotification;
