using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>Another professional keeps the entry up to date from now.</summary>
public sealed record OwnerChanged(Guid PersonId, Guid OwnerId, string OwnerName, Guid OwnerOrganisationId, string OwnerOrganisationName, DateTimeOffset ChangedAt) : INotification;
