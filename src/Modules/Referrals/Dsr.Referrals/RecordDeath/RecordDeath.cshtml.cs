using System.ComponentModel.DataAnnotations;
using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>Somebody has died (journey 8.10, domain 6.3): everything stops at once on save. The DSR team then tells LeDeR, or opens the record again where it was an error.</summary>
[Needs("removals.ask", Roles.Clinical)]
internal sealed class RecordDeathPage(Db db, Entry entry, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const string Insert =
        """
        insert into referrals_removal (id, person_id, area, reason, state, asked_at, asked_by, asked_by_signature, decide_by_on, died_on, version)
        values (@id, @PersonId, @Area, 'died', 'asked', @Now, @UserId, @Signature, @decideByOn, @DiedOn, 1)
        """;

    [BindProperty]
    public Form Death { get; set; } = new();

    public string CalledBy { get; private set; } = "";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { State: "active" } row) return false;
        CalledBy = row.CalledBy;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is { BornOn: { } born } && Death.DiedOn < born) return this.Invalid("Death.DiedOn", $"Date they died must be the same as or after their date of birth, {Words.Date(born)}");
        var next = await db.WriteAsync(async work =>
        {
            var id = Ids.New(work.Now);
            await Leaving.CloseAsync(work, person.Id, clock.Today());
            await work.ExecuteAsync(
                """
                update referrals_removal
                set state = 'not-yet', decided_at = @Now, why_not = 'They died before it was decided', version = version + 1
                where person_id = @Id
                and state = 'asked'
                """, new { person.Id, work.Now });
            await work.ExecuteAsync(Insert, new { id, PersonId = person.Id, person.Area, work.Now, viewer.UserId, viewer.Signature, decideByOn = clock.Today().AddWorkingDays(1), Death.DiedOn });
            await Timeline.AddAsync(work, person.Id, "removal", viewer.Signature, id, "Died", (Death.DiedOn is { } on ? $"On {Words.Date(on)}. " : "") + $"Told by {Death.ToldBy.Trim()}");
            await Inbox.AddAsync(work, person.Area, person.Id, null, "removal", viewer.Signature, "A death was recorded: tell LeDeR");
            await work.PublishAsync(new PersonDied(person.Id, person.Area, Death.DiedOn, viewer.Signature, work.Now));
            return viewer.IsTeam ? Links.Removal(id) : Links.Home;
        }, cancellationToken);
        return this.Done(viewer.IsTeam ? "Recorded. All reminders have stopped." : "Recorded. All reminders have stopped, and the DSR team has been told.", next);
    }

    public sealed class Form
    {
        [Display(Name = "Date they died")]
        public DateOnly? DiedOn { get; set; }

        public string ToldBy { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.DiedOn).Must(on => on is null || on <= clock.Today()).WithMessage("Date they died must be today or in the past");
            RuleFor(form => form.ToldBy).NotEmpty().WithMessage("Enter who told you").MaximumLength(200).WithMessage("Who told you must be 200 characters or less");
        }
    }
}
