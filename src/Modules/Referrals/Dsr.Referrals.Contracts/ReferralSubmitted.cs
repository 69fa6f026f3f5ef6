using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>A referral was sent to the DSR team. <paramref name="Route"/> is <c>professional</c>, <c>self</c>, <c>parent</c> or <c>carer</c>.</summary>
public sealed record ReferralSubmitted(Guid ReferralId, Guid PersonId, string Area, string Route, Guid? OrganisationId, DateTimeOffset SubmittedAt) : INotification;
