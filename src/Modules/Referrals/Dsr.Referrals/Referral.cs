namespace Dsr.Referrals;

/// <summary>A referral and whom it is for. Its states are domain 4.1's; a draft belongs to who started it.</summary>
internal sealed record Referral(
    Guid Id, string Reference, Guid PersonId, string Area, string Route, string State, Guid? StartedBy, string StartedBySignature, Guid? OrganisationId,
    DateTimeOffset StartedAt, DateOnly ExpiresOn, bool MatchDismissed, bool InCrisis, string? AuthorityKind, DateOnly? AuthorityDecidedOn, DateOnly? AuthorityEndsOn,
    string? Tool, string? ToolVersion, string? ToolSuggested, string? ToolProposed, DateTimeOffset? ToolCompletedAt, Guid? OwnerId,
    DateTimeOffset? SubmittedAt, DateOnly? DecideByOn, DateTimeOffset? DecidedAt, string? DecidedBySignature, string? Reason, string? Message, int Version,
    string? Urgency, DateTimeOffset? TakenAt, DateTimeOffset? TriagedAt, DateTimeOffset? WaitingSince, Guid? EarlierPersonId,
    string PersonReference, string FirstName, string LastName, DateOnly? BornOn, string? NhsNumber)
{
    public const string Select =
        """
        select r.id, r.reference, r.person_id, r.area, r.route, r.state, r.started_by, r.started_by_signature, r.organisation_id,
          r.started_at, r.expires_on, r.match_dismissed, r.in_crisis, r.authority_kind, r.authority_decided_on, r.authority_ends_on,
          r.tool, r.tool_version, r.tool_suggested, r.tool_proposed, r.tool_completed_at, r.owner_id,
          r.submitted_at, r.decide_by_on, r.decided_at, r.decided_by_signature, r.reason, r.message, r.version, r.urgency, r.taken_at, r.triaged_at, r.waiting_since, r.earlier_person_id,
          p.reference as person_reference, p.first_name, p.last_name, p.born_on, p.nhs_number
        from referrals_referral as r
        join referrals_person as p on p.id = r.person_id

        """;

    public string Name => $"{FirstName} {LastName}";

    public string Initials => $"{FirstName[..1]}{LastName[..1]}";

    public bool ToolCompleted => ToolCompletedAt is not null;

    /// <summary>Its last day counts (domain 5.4).</summary>
    public bool AuthorityInForce(DateOnly today) => AuthorityEndsOn >= today;

    /// <summary>Whoever sent it sees what it says while authority is in force and the referral is with their own area.</summary>
    public bool MaySee(Viewer viewer, DateOnly today) => Area == viewer.Area && AuthorityInForce(today);

    /// <summary>Sender and team may write to each other about the person until consent is withdrawn.</summary>
    public bool MayTalk => AuthorityKind is not null;

    /// <summary>Its state in words, with what the team does just now, and the colour of the tag.</summary>
    public (string Words, string? Colour) Stands => this switch
    {
        { State: "submitted", WaitingSince: not null } => ("More information asked for", "yellow"),
        { State: "submitted", TakenAt: not null } => ("Being looked at", null),
        _ => (StateWords(State), ReferralsPage.Colour(State)),
    };

    /// <summary>Whoever sends or accepts it needs both (S1: "not accepted without").</summary>
    public bool Ready(DateOnly today) => AuthorityInForce(today) && ToolCompleted;

    /// <summary>The authority against the age on the day of the decision (domain 5.2), in words.</summary>
    public string AuthorityWords(DateOnly today)
    {
        if (AuthorityKind is null) return "No consent or best interests decision is recorded.";
        var age = BornOn is { } born && AuthorityDecidedOn is { } decided ? $"{FirstName} was {Words.Age(born, decided)} old when it was decided, on {Words.Date(decided)}. " : "";
        var until = AuthorityInForce(today) ? $" It is in force until {Words.Date(AuthorityEndsOn!.Value)}." : $" It ended on {Words.Date(AuthorityEndsOn!.Value)}.";
        return age + KindWords(AuthorityKind) + until;
    }

    public static string KindWords(string kind) => kind switch
    {
        "own-consent" => "The person decided.",
        "gillick" => "The child decided, and was found competent to.",
        "parental" => "A person with parental responsibility decided.",
        "care-order" => "The local authority that shares parental responsibility decided.",
        "lpa" => "An attorney for health and welfare decided.",
        "deputy" => "A deputy for welfare decided.",
        "best-interests" => "It was decided in the person's best interests.",
        _ => "It was decided.",
    };

    public static string StateWords(string state) => state switch
    {
        "draft" => "Draft",
        "submitted" => "Sent",
        "accepted" => "Accepted",
        "declined" => "Not accepted",
        "joined" => "Already on the register",
        _ => "Withdrawn",
    };

    public static string RouteWords(string route) => route switch
    {
        "self" => "The person",
        "parent" => "A parent or guardian",
        "carer" => "A carer or someone who supports the person",
        _ => "A professional",
    };
}

internal static class ReferralRoute
{
    public static Guid RouteId(this PageModel page) => Guid.Parse((string)page.RouteData.Values["id"]!);

    /// <summary>The reference in the address, in the form it is kept in; empty when it is none.</summary>
    public static string RouteReference(this PageModel page) => Dsr.Shared.Reference.TryParse(page.RouteData.Values["ref"] as string, out var reference) ? reference : "";
}
