using MediatR;

namespace Dsr.Consent.Contracts;

/// <summary>A job noticed that an authority has ended. Nothing is hidden by it (that is computed when read): it starts the team's task and the figures.</summary>
public sealed record AuthorityLapsed(Guid AuthorityId, Guid PersonId, DateOnly EndedOn) : INotification;
