using System.ComponentModel.DataAnnotations;

namespace Dsr.Rating;

/// <summary>The follow-up of a rating that was changed before it was agreed.</summary>
[Needs("ratings.change", Roles.Clinical)]
internal sealed class RecordDiscussionPage(Db db, CurrentPerson person, TimeProvider clock) : PageModel, ILoads
{
    private const string PersonSql =
        """
        select first_name, rating, since_on, follow_up_due_on
        from rating_person
        where id = @Id
        and follow_up_due_on is not null
        """;

    [BindProperty]
    public Form Discussed { get; set; } = new();

    public Row Person { get; private set; } = null!;

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return false;
        Person = row;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                if (!await LoadAsync(cancellationToken)) throw new LostRaceException();
                if (Discussed.On < Person.SinceOn) throw new RefusedException("Discussed.On", $"Date you discussed it must be the same as or after the day the rating changed, {Words.Date(Person.SinceOn.Value)}");
                if (!await Discussion.RecordAsync(work, person.Id, Discussed.On!.Value, ToolRules.With(Discussed.With, Person.FirstName))) throw new LostRaceException();
                await work.AuditAsync("rating-discussed", null, person.Id);
                return Links.Person.Page(person.Reference, "ratings");
            }, cancellationToken);
            return this.Done("Discussion recorded.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    public sealed class Form
    {
        public List<string> With { get; set; } = [];

        [Display(Name = "Date you discussed it")]
        public DateOnly? On { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.With)
                .Must(groups => groups.Intersect(ToolForm.Groups, StringComparer.Ordinal).Any()).WithMessage("Select who you discussed this with");
            RuleFor(form => form.On)
                .NotNull().WithMessage("Enter the date you discussed it")
                .Must(on => on is null || on <= clock.Today()).WithMessage("Date you discussed it must be today or in the past");
        }
    }

    public sealed record Row(string FirstName, string? Rating, DateOnly? SinceOn, DateOnly? FollowUpDueOn);
}
