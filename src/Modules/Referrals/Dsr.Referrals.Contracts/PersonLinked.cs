using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>
/// A user or a whole organisation came into a relationship with a person, which lets them see the person while authority and agreement are in force (security.md 4.1).
/// <paramref name="Kind"/> is <c>owner</c>, <c>referrer_of</c>, <c>named_professional</c> or <c>org_involved</c>; <paramref name="UserId"/> is null for <c>org_involved</c>. <paramref name="EndsOn"/> is the last day; null while open.
/// </summary>
public sealed record PersonLinked(Guid LinkId, Guid PersonId, Guid? UserId, Guid OrganisationId, string Kind, DateOnly FromOn, DateOnly? EndsOn) : INotification;
