namespace Dsr.Meetings;

/// <summary>The minutes, made from what was recorded; a draft until the meeting is finalised. Whoever has no valid authority today is not in them.</summary>
[Needs("meetings.minutes", Roles.Chair + "," + Roles.Team)]
internal sealed class MinutesPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private const string HereSql =
        """
        select organisation_name, who
        from meetings_attendance
        where meeting_id = @id
        order by organisation_name
        """;

    private const string OutcomesSql =
        """
        select o.item_id, o.state, o.rating_before, o.rating, o.reason, o.agreed_with, o.decision, o.tell_who, o.tell_by_on, o.deferred_why
        from meetings_outcome o
        join meetings_agenda_item i on i.id = o.item_id
        where i.meeting_id = @id
        """;

    private const string ActionsSql =
        """
        select o.item_id, o.what, o.owner_name, o.due_on
        from meetings_outcome_action o
        join meetings_agenda_item i on i.id = o.item_id
        where i.meeting_id = @id
        order by o.place
        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    public Meeting Meeting { get; private set; } = null!;

    public IReadOnlyList<Attendee> Here { get; private set; } = [];

    public IReadOnlyList<Minute> People { get; private set; } = [];

    public int Hidden { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return false;
        Meeting = meeting;
        Here = await db.QueryAsync<Attendee>(HereSql, new { id = MeetingId }, cancellationToken);
        if (!meeting.Open && !meeting.Finalised) return true;

        var agenda = await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken);
        var outcomes = (await db.QueryAsync<Outcome>(OutcomesSql, new { id = MeetingId }, cancellationToken)).ToDictionary(outcome => outcome.ItemId);
        var actions = (await db.QueryAsync<AgreedAction>(ActionsSql, new { id = MeetingId }, cancellationToken)).ToLookup(action => action.ItemId);
        People = [.. agenda.On.Select(row => new Minute(row.Person, row.Why, outcomes.GetValueOrDefault(row.ItemId!.Value), [.. actions[row.ItemId!.Value]]))];
        Hidden = agenda.WithoutAuthority;
        await audit.ReadAsync("meetings.minutes", People.Select(minute => minute.Person.Id));
        return true;
    }

    internal sealed record Attendee(string OrganisationName, string Who);

    internal sealed record Minute(Candidate Person, string Why, Outcome? Outcome, IReadOnlyList<AgreedAction> Actions);

    internal sealed record Outcome(Guid ItemId, string State, string? RatingBefore, string? Rating, string? Reason, string? AgreedWith, string? Decision, string? TellWho, DateOnly? TellByOn, string? DeferredWhy)
    {
        public string RatingWords => Rating switch
        {
            "no-change" => $"{Word.Rating(RatingBefore)} (no change)",
            "not-agreed" => $"{Word.Rating(RatingBefore)} (another was not agreed)",
            _ => $"{Word.Rating(RatingBefore)} to {Rating}",
        };
    }

    internal sealed record AgreedAction(Guid ItemId, string What, string OwnerName, DateOnly DueOn);
}
