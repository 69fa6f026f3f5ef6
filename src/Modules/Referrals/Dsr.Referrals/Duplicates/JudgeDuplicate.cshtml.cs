namespace Dsr.Referrals;

/// <summary>Two entries side by side: the team says that they are two people, and is not asked again, or asks for the two to be merged.</summary>
[Needs("register.duplicates", Roles.Team)]
internal sealed class JudgeDuplicatePage(Db db, Viewer viewer, AuditTrail audit) : PageModel, ILoads
{
    [BindProperty]
    public Form Two { get; set; } = new();

    public PossibleDuplicate Pair { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        await audit.ReadAsync("register.duplicate", [Pair.OneId, Pair.OtherId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(
                """
                update referrals_duplicate
                set judged_at = @Now, judged_by_signature = @Signature, why = @why
                where one_id = @OneId
                and other_id = @OtherId
                and judged_at is null
                """, new { Pair.OneId, Pair.OtherId, work.Now, viewer.Signature, why = Two.Why.Trim() });
            foreach (var person in new[] { Pair.OneId, Pair.OtherId }) await work.AuditAsync("DuplicateJudged", person, person);
            return Links.Duplicates;
        }, cancellationToken);
        return this.Done("Saved that they are two people.", next);
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await PossibleDuplicate.FindAsync(db, viewer.Area, RouteData, cancellationToken) is not { } pair) return false;
        Pair = pair;
        return true;
    }

    public sealed class Form
    {
        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.Why)
            .NotEmpty().WithMessage("Enter how you know that they are two people")
            .MaximumLength(500).WithMessage("How you know must be 500 characters or less");
    }
}
