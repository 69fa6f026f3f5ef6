using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>
/// A person came onto an area's register, by an accepted referral or an import: everything that other modules copy to show or filter by.
/// <paramref name="Diagnosis"/> is <c>learning-disability</c>, <c>autism</c>, <c>both</c> or <c>not-known</c>; <paramref name="OwnerId"/> is null only while an imported entry waits for an owner;
/// <paramref name="LastUpdateOn"/> starts the staleness clock.
/// </summary>
public sealed record PersonRegistered(
    Guid PersonId, string Reference, string Area, string FirstName, string LastName, string? PreferredName, DateOnly BornOn, string? LocalAuthority, string Diagnosis,
    Guid? OwnerId, string? OwnerName, Guid? OwnerOrganisationId, string? OwnerOrganisationName, DateOnly RegisteredOn, DateOnly LastUpdateOn, string Route) : INotification;
