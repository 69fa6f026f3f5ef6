namespace Dsr.Meetings;

/// <summary>Say who is here, and start the meeting (8.8 step 1): from then the agenda's order is frozen.</summary>
[Needs("meetings.run", Roles.Chair + "," + Roles.Team)]
internal sealed class AttendancePage(Db db, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    private const string Insert =
        """
        insert into meetings_attendance (meeting_id, organisation_id, organisation_name, kinds, who)
        values (@MeetingId, @Id, @Name, @Kinds, @Who)
        """;

    private const string Start =
        """
        update meetings_meeting
        set state = case when state in ('planned', 'agenda-sent') then 'running' else state end, quorate = @quorate, apologies = @apologies, version = version + 1
        where id = @MeetingId and version = @Version and state in ('planned', 'agenda-sent', 'running', 'to-finalise')
        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public Form Present { get; set; } = new();

    public Meeting Meeting { get; private set; } = null!;

    public IReadOnlyList<AttendanceList.Row> Rows { get; private set; } = [];

    public Quorum? Quorum { get; private set; }

    public string NameOf(Guid organisation) => Rows.FirstOrDefault(row => row.Id == organisation)?.Name ?? "Organisation without an agreement";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return false;
        Meeting = meeting;
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = meeting.Version;
        Rows = (await AttendanceList.LoadAsync(db, clock, meeting, cancellationToken)).Rows;
        Quorum = await AttendanceList.QuorumAsync(db, areas, clock, meeting, await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken), cancellationToken);
        if (HttpMethods.IsGet(Request.Method))
        {
            Present = new Form
            {
                Rows = [.. Rows.Select(row => new Organisation { Id = row.Id, Here = row.Here, Who = row.Who ?? "" })],
                Apologies = meeting.Apologies ?? "",
                Confidential = meeting.Open,
            };
        }
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return NotFound();
        if (meeting.Finalised) return this.Invalid("Present.Rows", "This meeting is finalised");

        var started = !meeting.Open;
        var next = await db.WriteAsync(async work =>
        {
            // the order is written down first: the quorum depends on who is discussed
            var agenda = await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken);
            if (!meeting.Frozen) await agenda.KeepAsync(work, MeetingId);

            await work.ExecuteAsync("delete from meetings_attendance where meeting_id = @MeetingId", new { MeetingId });
            foreach (var row in (await AttendanceList.LoadAsync(db, clock, meeting, cancellationToken)).Rows)
                if (Present.Rows.Find(each => each.Id == row.Id) is { Here: true } here)
                    await work.ExecuteAsync(Insert, new { MeetingId, row.Id, row.Name, row.Kinds, Who = here.Who.Trim() });

            var quorum = await AttendanceList.QuorumAsync(db, areas, clock, meeting, agenda, cancellationToken);
            await work.ChangeAsync(Start, new { MeetingId, Version, quorate = quorum?.Reached ?? false, apologies = Present.Apologies.Trim() });
            await work.AuditAsync(started ? "MeetingStarted" : "AttendanceChanged", MeetingId);
            return Links.Meeting(MeetingId, "run");
        }, cancellationToken);
        return this.Done(started ? "Meeting started." : "Who is here is saved.", next);
    }

    public sealed class Form
    {
        public List<Organisation> Rows { get; set; } = [];

        public string Apologies { get; set; } = "";

        public bool Confidential { get; set; }
    }

    public sealed class Organisation
    {
        public Guid Id { get; set; }

        public bool Here { get; set; }

        public string Who { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Rows)
                .Must(rows => rows.Exists(row => row.Here)).WithMessage("Select who is here");
            RuleForEach(form => form.Rows).ChildRules(row => row.RuleFor(each => each.Who).MaximumLength(500).WithMessage("Who came from there must be 500 characters or less"));
            RuleFor(form => form.Apologies).MaximumLength(1000).WithMessage("Apologies must be 1,000 characters or less");
            RuleFor(form => form.Confidential).Equal(true).WithMessage("Select that the confidentiality statement was read out and accepted");
        }
    }
}
