using MediatR;

namespace Dsr.Access.Contracts;

/// <summary>An organisation signed an area's information sharing agreement, or its dates changed (domain 5.5). <paramref name="EndsOn"/> is the last day in force; null while open-ended.</summary>
public sealed record OrganisationJoinedAgreement(Guid OrganisationId, string Name, string Kind, string Area, DateOnly FromOn, DateOnly? EndsOn) : INotification;
