namespace Dsr.Shared;

/// <summary>Who is asking, for the length of one request: set by sign-in, read by everyone. Before sign-in nobody, with empty ids.</summary>
public sealed class Viewer
{
    /// <summary>The user's id; empty when nobody is logged in or the service acts by itself.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The user's name as colleagues write it; "The service, automatically" for jobs.</summary>
    public string Name { get; private set; } = "The service, automatically";

    /// <summary>The organisation the user acts for.</summary>
    public Guid OrganisationId { get; private set; }

    /// <summary>Its name.</summary>
    public string OrganisationName { get; private set; } = "";

    /// <summary>One of <see cref="Roles"/>; empty when nobody.</summary>
    public string Role { get; private set; } = "";

    /// <summary>Key of the area whose register the organisation takes part in.</summary>
    public string Area { get; private set; } = "";

    /// <summary>The session's id, not its secret.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>First three parts of the caller's address, for the audit.</summary>
    public string AddressPrefix { get; private set; } = "";

    /// <summary>True when somebody is logged in.</summary>
    public bool IsSomebody => UserId != Guid.Empty;

    /// <summary>True for the DSR team, member or lead.</summary>
    public bool IsTeam => Role is Roles.TeamMember or Roles.TeamLead;

    /// <summary>"Sam Okafor, MPFT DSR Team": who did it, as timelines say it.</summary>
    public string Signature => OrganisationName.Length == 0 ? Name : $"{Name}, {OrganisationName}";

    /// <summary>Says who is asking. Called once, by sign-in or by what acts for a user.</summary>
    public void Be(Guid userId, string name, Guid organisationId, string organisationName, string role, string area, Guid sessionId, string addressPrefix)
        => (UserId, Name, OrganisationId, OrganisationName, Role, Area, SessionId, AddressPrefix)
            = (userId, name, organisationId, organisationName, role, area, sessionId, addressPrefix);
}

/// <summary>The person whose entry is open, for the length of one request under <c>/people/{ref}</c>: set by authorisation, which has answered 404 where the viewer may not see them.</summary>
public sealed class CurrentPerson
{
    /// <summary>The person's id; empty outside <c>/people/{ref}</c>.</summary>
    public Guid Id { get; private set; }

    /// <summary>The person's reference as shown, <c>DR-7K2M-9XQT</c>.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Key of the area whose register holds the person.</summary>
    public string Area { get; private set; } = "";

    /// <summary>Why the viewer may see them: <c>area_team</c>, <c>owner</c>, <c>referrer_of</c>, <c>named_professional</c>, <c>org_involved</c>, <c>on_agenda</c>, <c>override</c> (without consent, on another lawful ground).</summary>
    public string Basis { get; private set; } = "";

    /// <summary>True when an entry is open.</summary>
    public bool IsSomebody => Id != Guid.Empty;

    /// <summary>True when the entry is only read, so that no button stands on it: it is closed, or sharing has stopped.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True when a decision about the person can be recorded, though the rest of the entry may be only read.</summary>
    public bool TakesAnswers { get; private set; }

    /// <summary>Opens the person's entry for this request. Called by authorisation alone.</summary>
    public void Open(Guid id, string reference, string area, string basis, bool isClosed = false, bool takesAnswers = true)
        => (Id, Reference, Area, Basis, IsClosed, TakesAnswers) = (id, reference, area, basis, isClosed, takesAnswers);
}
