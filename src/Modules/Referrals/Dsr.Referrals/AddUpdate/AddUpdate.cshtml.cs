using System.ComponentModel.DataAnnotations;

namespace Dsr.Referrals;

/// <summary>Record an update (journey 8.4): the DSR team is told, and the staleness clock starts again.</summary>
[Needs("updates.add", Roles.Clinical)]
internal sealed class AddUpdatePage(Db db, CurrentPerson person, Viewer viewer, TimeProvider clock, Areas areas) : PageModel, ILoads
{
    private const string PersonSql =
        """
        select first_name
        from referrals_person
        where id = @Id
        and state = 'active'
        """;

    [BindProperty]
    public Form Add { get; set; } = new();

    public string FirstName { get; private set; } = "";

    public string Reference => person.Reference;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return false;
        FirstName = row.FirstName;
        Add.HappenedOn ??= clock.Today();
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Add.Follows.RemoveAll(follow => !Follow.All.Any(known => known.Key == follow));
        var next = await db.WriteAsync(async work =>
        {
            var id = await SaveUpdate.ActAsync(work, person, viewer, areas, clock.Today(), new SaveUpdate.Update(
                "Update added", Add.What.Trim(), Add.Risk, Add.HappenedOn!.Value, Add.SpokeTo, Add.WhyNoOne.Trim(), NoChange: false, Add.Follows));
            return Add.Follows.Count switch
            {
                0 => Links.Person.Updates(person.Reference),
                1 => Follow.Address(person.Reference, Add.Follows[0]),
                _ => Links.Person.Page(person.Reference, $"updates/{id}/next"),
            };
        }, cancellationToken);

        return this.Done(viewer.IsTeam ? "Update added." : "Update added. The DSR team has been told.", next);
    }

    public sealed class Form
    {
        public string What { get; set; } = "";

        public string Risk { get; set; } = "";

        public List<string> SpokeTo { get; set; } = [];

        public string WhyNoOne { get; set; } = "";

        public List<string> Follows { get; set; } = [];

        [Display(Name = "Date it happened")]
        public DateOnly? HappenedOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.What)
                .NotEmpty().WithMessage("Enter the update")
                .MaximumLength(4000).WithMessage("Update must be 4,000 characters or less");
            RuleFor(form => form.Risk)
                .Must(risk => risk is "higher" or "same" or "lower" or "not-sure").WithMessage("Select whether the risk of going into hospital is higher, the same or lower");
            RuleFor(form => form.SpokeTo)
                .NotEmpty().WithMessage("Select who you spoke to, or select \"No one\"");
            RuleFor(form => form.WhyNoOne)
                .NotEmpty().When(form => form.SpokeTo.Contains("no-one")).WithMessage("Enter why you spoke to no one")
                .MaximumLength(500).WithMessage("Why you spoke to no one must be 500 characters or less");
            RuleFor(form => form.HappenedOn)
                .NotNull().WithMessage("Enter the date it happened")
                .Must(date => date <= clock.Today()).WithMessage("Date it happened must be today or in the past");
        }
    }

    private sealed record Row(string FirstName);
}
