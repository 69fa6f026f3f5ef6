namespace Dsr.Referrals;

/// <summary>"Nothing has changed" is a valid update, in one step; the third in a row says why (8.4).</summary>
[Needs("updates.add", Roles.Clinical)]
internal sealed class NoChangePage(Db db, Entry entry, CurrentPerson person, Viewer viewer, TimeProvider clock, Areas areas) : PageModel, ILoads
{
    private const int InARow = 2;

    private const string LastOnes =
        """
        select no_change
        from referrals_update
        where person_id = @Id
        and error_at is null
        order by added_at desc, id desc
        limit 2
        """;

    [BindProperty]
    public Form Say { get; set; } = new();

    public string FirstName { get; private set; } = "";

    public bool AsksWhy { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { State: "active" } row) return false;
        FirstName = row.FirstName;
        AsksWhy = await AsksWhyAsync(cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var third = await AsksWhyAsync(cancellationToken);
        if (third && Say.Why.Trim().Length == 0) return this.Invalid("Say.Why", "Tell the team why nothing has changed");
        var next = await db.WriteAsync(async work =>
        {
            await SaveUpdate.ActAsync(work, person, viewer, areas, clock.Today(), new SaveUpdate.Update(
                third ? "Nothing has changed, the third time in a row or more" : "Nothing has changed",
                third ? $"Nothing has changed. {Say.Why.Trim()}" : "Nothing has changed.", "same", clock.Today(), Say.SpokeTo, Say.WhyNoOne.Trim(), NoChange: true, []));
            return Links.Person.Updates(person.Reference);
        }, cancellationToken);
        return this.Done(viewer.IsTeam ? "Update added." : "Update added. The DSR team has been told.", next);
    }

    private async Task<bool> AsksWhyAsync(CancellationToken cancellationToken)
    {
        var last = await db.QueryAsync<bool>(LastOnes, new { person.Id }, cancellationToken);
        return last.Count == InARow && last.All(noChange => noChange);
    }

    public sealed class Form
    {
        public string Why { get; set; } = "";

        public List<string> SpokeTo { get; set; } = [];

        public string WhyNoOne { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Why).MaximumLength(1000).WithMessage("Why must be 1,000 characters or less");
            RuleFor(form => form.SpokeTo)
                .Must(who => who.Count > 0 && who.TrueForAll(each => each is "person" or "family" or "professionals" or "no-one")).WithMessage("Select who you spoke to, or select \"No one\"");
            RuleFor(form => form.WhyNoOne)
                .NotEmpty().When(form => form.SpokeTo.Contains("no-one"), ApplyConditionTo.CurrentValidator).WithMessage("Enter why you spoke to no one")
                .MaximumLength(500).WithMessage("Why you spoke to no one must be 500 characters or less");
        }
    }
}
