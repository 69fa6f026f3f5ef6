namespace Dsr.Consent;

/// <summary>The review before the 16th or 18th birthday: what changes, and what was agreed about it.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class ReviewBirthdayPage(Db db, OpenDecision open, CurrentPerson person, Viewer viewer) : PageModel, ILoads
{
    private const string Reviewed =
        """
        select age
        from consent_birthday_review
        where person_id = @PersonId
        """;

    private const string Insert =
        """
        insert into consent_birthday_review (person_id, age, words, done_at, done_by_signature)
        values (@PersonId, @Age, @Words, @Now, @Signature)
        on conflict (person_id, age) do nothing
        """;

    [BindProperty]
    public Form Review { get; set; } = new();

    public DecisionFacts Facts { get; private set; } = null!;

    public (int Age, DateOnly On)? Due { get; private set; }

    public string Reference => person.Reference;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts) return false;
        Facts = facts;
        var done = await db.QueryAsync<int>(Reviewed, new { facts.PersonId }, cancellationToken);
        Due = BirthdayRules.Due(facts.BornOn, facts.Today, facts.Rules).Where(each => !done.Contains(each.Age)).Select(each => ((int, DateOnly)?)each).FirstOrDefault();
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        if (Due is not { } due) return this.Done("The review was recorded already.", Links.Person.Page(person.Reference, "authority"));
        var next = await db.WriteAsync(async work =>
        {
            await work.ExecuteAsync(Insert, new { Facts.PersonId, due.Age, Words = Review.What.Trim(), work.Now, viewer.Signature });
            await work.AuditAsync("birthday.review", null, Facts.PersonId);
            return Links.Person.Page(person.Reference, "authority");
        }, cancellationToken);
        return this.Done("Review recorded.", next);
    }

    public sealed class Form
    {
        public string What { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.What).NotEmpty().WithMessage("Enter what was agreed").MaximumLength(1000).WithMessage("What was agreed must be 1,000 characters or less");
    }
}
