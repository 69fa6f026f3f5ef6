using MediatR;

namespace Dsr.Access.Contracts;

/// <summary>An organisation's agreement was ended: from now its users see nobody.</summary>
public sealed record OrganisationLeftAgreement(Guid OrganisationId, string Area, DateOnly EndedOn) : INotification;
