using MediatR;

namespace Dsr.Referrals.Contracts;

/// <summary>What other modules copy of a person changed.</summary>
public sealed record PersonChanged(Guid PersonId, string FirstName, string LastName, string? PreferredName, DateOnly BornOn, string? LocalAuthority, string Diagnosis) : INotification;
