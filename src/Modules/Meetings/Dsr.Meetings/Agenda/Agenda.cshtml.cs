namespace Dsr.Meetings;

/// <summary>The agenda of a meeting: who is on it and why, who is not and why (8.7 steps 3 and 4).</summary>
[Needs("meetings.agenda", Roles.Chair + "," + Roles.Team)]
internal sealed class AgendaPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    public const int Shown = 50;

    private const string Send =
        """
        update meetings_meeting
        set state = 'agenda-sent', sent_at = @Now, version = version + 1
        where id = @MeetingId and version = @Version and state = 'planned'
        """;

    private const string Invited =
        """
        select u.id, u.name, u.email, u.organisation_name, case when o.id is null and u.role = 'professional' then 0 else 1 end as signed
        from meetings_user u
        left join meetings_organisation o on o.id = u.organisation_id and o.area = u.area
          and o.from_on <= @today and (o.ends_on is null or o.ends_on >= @today)
        where u.area = @area and u.active = 1
          and (u.role in ('chair', 'team-member', 'team-lead') or (u.role = 'professional' and exists (
            select 1
            from meetings_open_link l
            where l.person_id in @people and (l.user_id = u.id or (l.user_id is null and l.organisation_id = u.organisation_id))
              and l.from_on <= @today and (l.ends_on is null or l.ends_on >= @today))))
        order by u.name, u.id
        limit 500
        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public Form Change { get; set; } = new();

    public Meeting Meeting { get; private set; } = null!;

    public AgendaList Agenda { get; private set; } = null!;

    public IReadOnlyList<Invitee> Told { get; private set; } = [];

    public bool MayChange => Meeting.State is "planned" or "agenda-sent" or "running";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return false;
        Meeting = meeting;
        Agenda = await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken);
        if (!meeting.Frozen) Told = await InvitedAsync(Agenda, cancellationToken);
        await audit.ReadAsync("meetings.agenda", Agenda.On.Select(row => row.Person.Id).Concat(Agenda.Off.Take(Shown).Select(off => off.Person.Id)));
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return NotFound();
        if (Change.Do is "up" or "down")
        {
            var moved = await db.WriteAsync(async work =>
            {
                var agenda = await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken);
                await (agenda with { On = Moved(agenda.On) }).KeepAsync(work, MeetingId);
                await work.AuditAsync("AgendaOrdered", MeetingId);
                return Links.Meeting(MeetingId, "agenda");
            }, cancellationToken);
            return this.Done("Order changed.", moved);
        }

        var next = await db.WriteAsync(async work =>
        {
            var agenda = await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken);
            await work.ChangeAsync(Send, new { MeetingId, Version, work.Now });
            await agenda.KeepAsync(work, MeetingId);
            foreach (var user in (await InvitedAsync(agenda, cancellationToken)).Where(user => user.Signed && MailAddressRule.Allows(user.Email)))
                await work.MailAsync(new Mail($"meeting-pack {MeetingId} {user.Id}", user.Email, "meeting-pack-ready", new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["name"] = user.Name, ["when"] = meeting.When, ["path"] = Links.Meeting(MeetingId, "papers"),
                }));
            await work.AuditAsync("AgendaSent", MeetingId);
            return Links.Meeting(MeetingId, "agenda");
        }, cancellationToken);
        return this.Done("Agenda sent.", next);
    }

    private List<AgendaRow> Moved(IReadOnlyList<AgendaRow> rows)
    {
        var list = rows.ToList();
        var from = list.FindIndex(row => row.Person.Id == Change.Person);
        var to = Change.Do == "up" ? from - 1 : from + 1;
        if (from >= 0 && to >= 0 && to < list.Count) (list[from], list[to]) = (list[to], list[from]);
        return list;
    }

    private async Task<IReadOnlyList<Invitee>> InvitedAsync(AgendaList agenda, CancellationToken cancellationToken)
        => await db.QueryAsync<Invitee>(Invited, new
        {
            area = viewer.Area, today = clock.Today(), people = agenda.On.Select(row => row.Person.Id).DefaultIfEmpty().ToList(),
        }, cancellationToken);

    public sealed class Form
    {
        public Guid Person { get; set; }

        public string Do { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.Do).Must(act => act is "up" or "down" or "send").WithMessage("Select what to do with the agenda");
    }

    internal sealed record Invitee(Guid Id, string Name, string Email, string OrganisationName, bool Signed);
}
