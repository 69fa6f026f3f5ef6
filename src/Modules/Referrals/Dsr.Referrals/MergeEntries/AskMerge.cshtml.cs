namespace Dsr.Referrals;

/// <summary>A member of the team says that two entries are one person, and which of them stays; another member agrees.</summary>
[Needs("register.merge", Roles.Team)]
internal sealed class AskMergePage(Db db, Viewer viewer, AuditTrail audit) : PageModel, ILoads
{
    [BindProperty]
    public Form Ask { get; set; } = new();

    public PossibleDuplicate Pair { get; private set; } = null!;

    public Guid? AlreadyAsked { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await PossibleDuplicate.FindAsync(db, viewer.Area, RouteData, cancellationToken) is not { } pair) return false;
        Pair = pair;
        AlreadyAsked = await OpenOneAsync(cancellationToken);
        await audit.ReadAsync("register.merge", [pair.OneId, pair.OtherId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await PossibleDuplicate.FindAsync(db, viewer.Area, RouteData, cancellationToken) is not { } pair) return NotFound();
        Pair = pair;
        if (await OpenOneAsync(cancellationToken) is { } open) return this.SeeOther(Links.Merge(open));

        var oneStays = Ask.Stays == pair.Reference;
        var (kept, keptReference) = oneStays ? (pair.OneId, pair.Reference) : (pair.OtherId, pair.OtherReference);
        var (away, awayReference, awayName) = oneStays ? (pair.OtherId, pair.OtherReference, pair.OtherName) : (pair.OneId, pair.Reference, pair.Name);
        if (!oneStays && Ask.Stays != pair.OtherReference) return this.Invalid("Ask.Stays", "Select which entry stays");
        foreach (var obstacle in await Merge.ObstaclesAsync(db, kept, away, cancellationToken)) ModelState.AddModelError("Ask.Stays", obstacle);
        if (!ModelState.IsValid) return Page();

        var next = await db.WriteAsync(async work =>
        {
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(
                """
                insert into referrals_merge (id, area, kept_id, kept_reference, away_id, away_reference, away_name, state, why, asked_at, asked_by, asked_by_signature, version)
                values (@id, @Area, @kept, @keptReference, @away, @awayReference, @awayName, 'asked', @why, @Now, @UserId, @Signature, 1)
                """, new { id, viewer.Area, kept, keptReference, away, awayReference, awayName, why = Ask.Why.Trim(), work.Now, viewer.UserId, viewer.Signature });
            foreach (var person in new[] { kept, away }) await work.AuditAsync("MergeAsked", id, person);
            return Links.Merge(id);
        }, cancellationToken);
        return this.Done("Asked. Another member of the DSR team has to agree.", next);
    }

    private Task<Guid?> OpenOneAsync(CancellationToken cancellationToken)
        => db.FirstAsync<Guid?>(
            """
            select id
            from referrals_merge
            where area = @Area
            and state = 'asked'
            and (kept_id in (@OneId, @OtherId) or away_id in (@OneId, @OtherId))
            """, new { viewer.Area, Pair.OneId, Pair.OtherId }, cancellationToken);

    public sealed class Form
    {
        public string Stays { get; set; } = "";

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Stays).NotEmpty().WithMessage("Select which entry stays");
            RuleFor(form => form.Why)
                .NotEmpty().WithMessage("Enter how you know that they are one person")
                .MaximumLength(500).WithMessage("How you know must be 500 characters or less");
        }
    }
}
