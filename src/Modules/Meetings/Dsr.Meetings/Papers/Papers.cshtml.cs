namespace Dsr.Meetings;

/// <summary>
/// The pack of a meeting (security.md T37): the team and the chair see everyone on it, a professional only the people linked to them or their organisation,
/// from when the agenda is sent until 14 days after the meeting.
/// </summary>
[Needs("meetings.papers", Roles.Clinical)]
internal sealed class PapersPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    internal const int WindowDays = 14;

    private const string Mine =
        """
        select distinct l.person_id
        from meetings_open_link l
        join meetings_agenda_item i on i.person_id = l.person_id and i.meeting_id = @id and i.removed = 0
        where (l.user_id = @user or (l.user_id is null and l.organisation_id = @organisation))
          and l.from_on <= @today and (l.ends_on is null or l.ends_on >= @today)
          and exists (
            select 1
            from meetings_organisation o
            where o.id = @organisation and o.area = @area and o.from_on <= @today and (o.ends_on is null or o.ends_on >= @today))
        """;

    private const string ActionsSql =
        """
        select x.person_id, x.what, x.owner_name, x.due_on
        from meetings_action x
        where x.state = 'to-do' and x.person_id in @people
        order by x.due_on, x.id
        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    public Meeting Meeting { get; private set; } = null!;

    public IReadOnlyList<Brief> Briefs { get; private set; } = [];

    public bool Everyone => viewer.Role != Roles.Professional;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return false;
        Meeting = meeting;
        var rows = (await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken)).On;
        if (!Everyone)
        {
            if (!meeting.Frozen || clock.Today() > meeting.MetOn.AddDays(WindowDays)) return false;
            var mine = (await db.QueryAsync<Guid>(Mine, new { id = MeetingId, user = viewer.UserId, organisation = viewer.OrganisationId, today = clock.Today(), area = viewer.Area }, cancellationToken)).ToHashSet();
            rows = [.. rows.Where(row => mine.Contains(row.Person.Id))];
            // a pack without a person of theirs looks as if it were not there
            if (rows.Count == 0) return false;
        }

        var actions = (await db.QueryAsync<OpenAction>(ActionsSql, new { people = rows.Select(row => row.Person.Id).DefaultIfEmpty().ToList() }, cancellationToken)).ToLookup(action => action.PersonId);
        Briefs = [.. rows.Select(row => new Brief(row, [.. actions[row.Person.Id]]))];
        await audit.ReadAsync("meetings.papers", rows.Select(row => row.Person.Id));
        return true;
    }

    internal sealed record Brief(AgendaRow Row, IReadOnlyList<OpenAction> Actions);

    internal sealed record OpenAction(Guid PersonId, string What, string OwnerName, DateOnly DueOn);
}
