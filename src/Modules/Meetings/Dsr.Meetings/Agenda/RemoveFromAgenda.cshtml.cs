namespace Dsr.Meetings;

/// <summary>Take a person off an agenda and say why; the reason stands under "Not on the agenda, and why".</summary>
[Needs("meetings.agenda", Roles.Chair + "," + Roles.Team)]
internal sealed class RemoveFromAgendaPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private const string Insert =
        """
        insert into meetings_agenda_item (id, meeting_id, person_id, why, minutes, by_hand, removed, hand_reason, hand_signature)
        values (@Id, @MeetingId, @PersonId, @Why, @Minutes, 0, 1, @reason, @Signature)
        on conflict (meeting_id, person_id) do update set removed = 1, hand_reason = excluded.hand_reason, hand_signature = excluded.hand_signature
        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    [BindProperty(SupportsGet = true, Name = "person")]
    public Guid PersonId { get; set; }

    [BindProperty]
    public Form Remove { get; set; } = new();

    public Meeting Meeting { get; private set; } = null!;

    public AgendaRow Row { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { State: "planned" or "agenda-sent" or "running" } meeting) return false;
        if ((await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken)).On.FirstOrDefault(row => row.Person.Id == PersonId) is not { } row) return false;
        (Meeting, Row) = (meeting, row);
        await audit.ReadAsync("meetings.agenda.remove", [PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await work.ExecuteAsync(Insert, new { Id = Ids.New(work.Now), MeetingId, PersonId, Row.Why, Row.Minutes, reason = Remove.Why.Trim(), viewer.Signature });
            await work.AuditAsync("PersonTakenOffAgenda", MeetingId, PersonId);
            return Links.Meeting(MeetingId, "agenda");
        }, cancellationToken);
        return this.Done("Taken off the agenda.", next);
    }

    public sealed class Form
    {
        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.Why)
            .NotEmpty().WithMessage("Enter why you are removing them")
            .MaximumLength(300).WithMessage("Why you are removing them must be 300 characters or less");
    }
}
