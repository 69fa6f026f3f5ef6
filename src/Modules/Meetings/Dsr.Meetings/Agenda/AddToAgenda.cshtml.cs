using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Meetings;

/// <summary>Put a person on an agenda whom no rule put there, and say why.</summary>
[Needs("meetings.agenda", Roles.Chair + "," + Roles.Team)]
internal sealed class AddToAgendaPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    public const string Insert =
        """
        insert into meetings_agenda_item (id, meeting_id, person_id, position, why, minutes, by_hand, removed, hand_reason, hand_signature)
        values (@Id, @MeetingId, @PersonId, @position, @why, @minutes, 1, 0, @reason, @Signature)
        on conflict (meeting_id, person_id) do update set
          by_hand = 1, removed = 0, why = excluded.why, hand_reason = excluded.hand_reason, hand_signature = excluded.hand_signature, position = excluded.position
        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    [BindProperty]
    public Form Add { get; set; } = new();

    public Meeting Meeting { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { State: "planned" or "agenda-sent" or "running" } meeting) return false;
        Meeting = meeting;
        var off = await OffAsync(cancellationToken);
        Choices = [new SelectListItem("Choose a person", ""), .. off.Select(person => new SelectListItem($"{person.FirstName} {person.LastName} ({person.Reference})", Sql.Text(person.Id)))];
        await audit.ReadAsync("meetings.agenda.add", off.Select(person => person.Id));
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { State: "planned" or "agenda-sent" or "running" } meeting) return NotFound();
        var person = (await OffAsync(cancellationToken, meeting)).FirstOrDefault(each => Sql.Text(each.Id) == Add.Person);
        if (person is null) return this.Invalid("Add.Person", "Choose a person from the list");

        var next = await db.WriteAsync(async work =>
        {
            var agenda = await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken);
            await work.ExecuteAsync(Insert, new
            {
                Id = Ids.New(work.Now), MeetingId, PersonId = person.Id, position = meeting.Frozen ? agenda.On.Count : (int?)null,
                why = $"Added: {Add.Why.Trim()}", minutes = AgendaRules.Minutes(person, []), reason = Add.Why.Trim(), viewer.Signature,
            });
            await work.AuditAsync("PersonAddedToAgenda", MeetingId, person.Id);
            return Links.Meeting(MeetingId, "agenda");
        }, cancellationToken);
        return this.Done("Added to the agenda.", next);
    }

    // a frozen agenda knows only its own people: whoever else may be added is found as if it were building itself
    private async Task<IReadOnlyList<Candidate>> OffAsync(CancellationToken cancellationToken, Meeting? meeting = null)
    {
        meeting ??= Meeting;
        var agenda = await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken);
        if (!meeting.Frozen) return [.. agenda.Off.Select(off => off.Person).OrderBy(person => person.LastName, StringComparer.OrdinalIgnoreCase)];
        var all = await AgendaList.BuildAsync(db, areas, clock, meeting with { State = "planned" }, cancellationToken);
        var on = agenda.On.Select(row => row.Person.Id).ToHashSet();
        return [.. all.On.Select(row => row.Person).Concat(all.Off.Select(off => off.Person)).Where(person => !on.Contains(person.Id)).OrderBy(person => person.LastName, StringComparer.OrdinalIgnoreCase)];
    }

    public sealed class Form
    {
        public string Person { get; set; } = "";

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Person).NotEmpty().WithMessage("Choose a person");
            RuleFor(form => form.Why)
                .NotEmpty().WithMessage("Enter why you are adding them")
                .MaximumLength(300).WithMessage("Why you are adding them must be 300 characters or less");
        }
    }
}
