using System.ComponentModel.DataAnnotations;

namespace Dsr.Referrals;

/// <summary>Record that somebody has left a placement, and why: a breakdown is a sign of risk.</summary>
[Needs("placements.change", Roles.Clinical)]
internal sealed class EndPlacementPage(Db db, CurrentPerson person, Viewer viewer) : PageModel, ILoads
{
    private const string Find = "select place, from_on from referrals_placement where id = @Id and person_id = @PersonId";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Form End { get; set; } = new();

    public string Place { get; private set; } = "";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(Find + " and left_on is null", new { Id, PersonId = person.Id }, cancellationToken) is not { } row) return false;
        Place = row.Place;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(Find, new { Id, PersonId = person.Id }, cancellationToken) is not { } row) return NotFound();
        if (End.LeftOn < row.FromOn) return this.Invalid("End.LeftOn", $"Date they left must be the same as or after the date they moved in, {Words.Date(row.FromOn)}");
        return this.Done("Saved. If the risk has changed, add an update.", await db.WriteAsync(async work =>
        {
            await work.ChangeAsync("update referrals_placement set left_on = @LeftOn, version = version + 1 where id = @Id and left_on is null", new { End.LeftOn, Id });
            await Living.RefreshAsync(work, person.Id);
            await Timeline.AddAsync(work, person.Id, "details", viewer.Signature, Id, "Left a placement", $"{row.Place}, on {Words.Date(End.LeftOn!.Value)}. {End.Why.Trim()}");
            await work.AuditAsync("PlacementEnded", Id, person.Id);
            return Links.Person.Page(person.Reference, "placements");
        }, cancellationToken));
    }

    public sealed class Form
    {
        [Display(Name = "Date they left")]
        public DateOnly? LeftOn { get; set; }

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.LeftOn).NotNull().WithMessage("Enter the date they left").Must(on => on is null || on <= clock.Today()).WithMessage("Date they left must be today or in the past");
            RuleFor(form => form.Why).NotEmpty().WithMessage("Enter why it ended").MaximumLength(500).WithMessage("Why it ended must be 500 characters or less");
        }
    }

    private sealed record Row(string Place, DateOnly FromOn);
}
