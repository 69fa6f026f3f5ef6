using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Meetings;

/// <summary>Plan one meeting outside a series: urgent, or for one person whom somebody asked a meeting for.</summary>
[Needs("meetings.plan", Roles.Chair + "," + Roles.Team)]
internal sealed class PlanMeetingPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    public const string UrgentName = "Urgent meeting";

    private const string ForSql =
        """
        select r.id, r.person_id, p.first_name, p.last_name
        from meetings_request r
        join meetings_person p on p.id = r.person_id and p.state = 'active'
        join meetings_authority a on a.person_id = p.id and a.ends_on >= @today and a.withdrawn_at is null
        where r.id = @RequestId and r.area = @Area and r.state = 'accepted'
        """;

    private const string Join =
        """
        update meetings_request
        set state = 'planned', meeting_id = @meeting, version = version + 1
        where id = @Id and state = 'accepted'
        """;

    [BindProperty(SupportsGet = true, Name = "request")]
    public Guid? RequestId { get; set; }

    [BindProperty]
    public Form Plan { get; set; } = new();

    public IReadOnlyList<SelectListItem> Chairs { get; private set; } = [];

    public Asked? For { get; private set; }

    public string ExceptionName => areas[viewer.Area].Section<MeetingsArea>("meetings").Exceptional.Name;

    public string TrackingName => areas[viewer.Area].Section<MeetingsArea>("meetings").Name;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Chairs = await Users.ChoicesAsync(db, viewer.Area, cancellationToken);
        if (RequestId is null) return true;
        For = await db.FirstAsync<Asked>(ForSql, new { RequestId, viewer.Area, today = clock.Today() }, cancellationToken);
        if (For is null) return false;
        if (HttpMethods.IsGet(Request.Method)) Plan.Type = "exception";
        await audit.ReadAsync("meetings.plan", [For.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            var chair = await Users.FindAsync(db, viewer.Area, Plan.Chair, cancellationToken);
            var name = Plan.Type switch { "urgent" => UrgentName, "exception" => ExceptionName, _ => TrackingName };
            var id = await Planning.AddAsync(work, new Planned(viewer.Area, null, Plan.Type, name, Plan.On!.Value, Timetable.Read(Plan.Starts)!.Value, Timetable.Read(Plan.Ends)!.Value, Plan.Place.Trim(), chair?.Id, chair?.Name));
            if (For is { } asked)
            {
                await work.ChangeAsync(Join, new { asked.Id, meeting = id });
                await work.ExecuteAsync(AddToAgendaPage.Insert, new
                {
                    Id = Ids.New(work.Now), MeetingId = id, asked.PersonId, position = (int?)null, why = $"{ExceptionName} asked for", minutes = 30, reason = $"{ExceptionName} asked for", viewer.Signature,
                });
            }
            return Links.Meeting(id);
        }, cancellationToken);
        return this.Done("Meeting planned.", next);
    }

    public sealed class Form
    {
        public string Type { get; set; } = "";

        [Display(Name = "Date")]
        public DateOnly? On { get; set; }

        public string Starts { get; set; } = "";

        public string Ends { get; set; } = "";

        public string Place { get; set; } = "";

        public string Chair { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Type).Must(type => type is "urgent" or "exception" or "tracking").WithMessage("Select what kind of meeting it is");
            RuleFor(form => form.On)
                .NotNull().WithMessage("Enter the date")
                .Must(on => on >= clock.Today()).WithMessage("Date must be today or in the future");
            RuleFor(form => form.Starts).Must(time => Timetable.Read(time) is not null).WithMessage("Enter a start time, like 10am or 1:30pm");
            RuleFor(form => form.Ends)
                .Must(time => Timetable.Read(time) is not null).WithMessage("Enter an end time, like midday or 3:30pm")
                .Must((form, time) => Timetable.Read(form.Starts) is not { } starts || Timetable.Read(time) > starts).WithMessage(form => $"End time must be after the start time, {form.Starts}");
            RuleFor(form => form.Place)
                .NotEmpty().WithMessage("Enter the place or link")
                .MaximumLength(200).WithMessage("Place or link must be 200 characters or less");
        }
    }

    internal sealed record Asked(Guid Id, Guid PersonId, string FirstName, string LastName);
}
