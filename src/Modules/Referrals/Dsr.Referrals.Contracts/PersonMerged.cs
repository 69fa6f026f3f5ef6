using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>
/// Two entries were one person, and a second member of the team agreed (security.md T43): <paramref name="MergedId"/> is gone from this commit on, what was done for it has become
/// <paramref name="PersonId"/>'s, and its reference leads there. The authority, the rating and the owner of the one that stays stand.
/// </summary>
public sealed record PersonMerged(Guid MergeId, Guid PersonId, Guid MergedId, string MergedReference, string Area, string MergedBySignature, DateTimeOffset MergedAt) : INotification;
