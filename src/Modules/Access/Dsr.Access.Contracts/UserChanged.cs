using MediatR;

namespace Dsr.Access.Contracts;

/// <summary>A user was invited, accepted, changed or disabled. <paramref name="Role"/> is one of the roles of security.md 4.0; <paramref name="Active"/> is false for the invited and the disabled.</summary>
public sealed record UserChanged(Guid UserId, string Name, string Email, Guid OrganisationId, string OrganisationName, string Area, string Role, bool Active) : INotification;
