using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>Record that consent has been withdrawn (journey 8.6 d): what will happen is shown, and happens at once when it is recorded.</summary>
[Needs("authority.withdraw", Roles.Clinical)]
internal sealed class WithdrawConsentPage(Db db, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    public static readonly IReadOnlyList<(string Key, string Words)> Ways =
        [("in-person", "In person"), ("phone", "By phone"), ("writing", "In writing"), ("behaviour", "By how they behaved"), ("someone-else", "Through someone else")];

    private const string PersonSql =
        """
        select first_name, born_on, withdrawn_at, version
        from consent_person
        where id = @Id
        """;

    [BindProperty]
    public Form Withdraw { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public bool Checking { get; private set; }

    public string FirstName { get; private set; } = "";

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is not { WithdrawnAt: null } row) return false;
        FirstName = row.FirstName;
        Withdraw.WithdrawnOn ??= HttpMethods.IsPost(Request.Method) ? null : Today;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = row.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Withdraw.Step == "change") return Page();
        var row = await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken);
        if (row is null) return NotFound();
        if (row.WithdrawnAt is not null) return this.Done("Consent was recorded as withdrawn already.", Links.Person.Page(person.Reference, "authority"));
        if (Withdraw.WithdrawnOn < row.BornOn) return this.Invalid("Withdraw.WithdrawnOn", $"Date must be after {row.FirstName} was born, {Words.Date(row.BornOn)}");
        if (Withdraw.Step != "confirm")
        {
            Checking = true;
            return Page();
        }

        var next = await db.WriteAsync(async work =>
        {
            await Withdrawal.ActAsync(
                work, person.Id, Version, Withdraw.WithdrawnOn!.Value, Withdraw.SaidBy.Trim(), DecisionWords.Of(Ways, Withdraw.How),
                string.IsNullOrWhiteSpace(Withdraw.Why) ? null : Withdraw.Why.Trim(), viewer);
            return viewer.IsTeam ? Links.Person.Page(person.Reference, "authority") : Links.Home;
        }, cancellationToken);

        return this.Done("Withdrawal recorded. Sharing has stopped.", next);
    }

    public sealed class Form
    {
        public string SaidBy { get; set; } = "";

        [Display(Name = "Date consent was withdrawn")]
        public DateOnly? WithdrawnOn { get; set; }

        public string How { get; set; } = "";

        public string? Why { get; set; }

        public string? Step { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.SaidBy)
                .NotEmpty().WithMessage("Enter who withdrew consent")
                .MaximumLength(200).WithMessage("Who withdrew consent must be 200 characters or less");
            RuleFor(form => form.WithdrawnOn)
                .NotNull().WithMessage("Enter the date consent was withdrawn")
                .Must(on => on is null || on <= clock.Today()).WithMessage("Date consent was withdrawn must be today or in the past");
            RuleFor(form => form.How)
                .Must(how => Ways.Any(way => way.Key == how)).WithMessage("Select how they said so");
            RuleFor(form => form.Why)
                .MaximumLength(1000).WithMessage("Reason must be 1,000 characters or less");
        }
    }

    private sealed record Row(string FirstName, DateOnly BornOn, DateTimeOffset? WithdrawnAt, int Version);
}
