namespace Dsr.Referrals;

/// <summary>A second member of the team agrees to a merge, or to undo one.</summary>
[Needs("register.merge", Roles.Team)]
internal sealed class DecideMergePage(Db db, Viewer viewer, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Form Decide { get; set; } = new();

    public Merge Merge { get; private set; } = null!;

    public bool MayAnswer => Merge.MayBeAnsweredBy(viewer.UserId);

    public bool MayUndo => Merge.MayBeUndone(clock.Today());

    public IReadOnlyList<string> Obstacles { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        if (Merge.State == "asked") Obstacles = await Merge.ObstaclesAsync(db, Merge.KeptId, Merge.AwayId, cancellationToken);
        await audit.ReadAsync("register.merge", [Merge.KeptId, Merge.AwayId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        return (Merge.State, Decide.Answer) switch
        {
            ("asked" or "undo-asked", _) when !MayAnswer => this.Invalid("Decide.Answer", "Another member of the DSR team has to agree"),
            ("asked", "agree") => await MergeAsync(cancellationToken),
            ("asked", "refuse") => await RefuseAsync(cancellationToken),
            ("merged", "undo") when MayUndo => await AskUndoAsync(cancellationToken),
            ("undo-asked", "agree") => await UndoAsync(cancellationToken),
            ("undo-asked", "refuse") => await KeepAsync(cancellationToken),
            _ => throw new LostRaceException(),
        };
    }

    private async Task<IActionResult> MergeAsync(CancellationToken cancellationToken)
    {
        foreach (var obstacle in await Merge.ObstaclesAsync(db, Merge.KeptId, Merge.AwayId, cancellationToken)) ModelState.AddModelError("Decide.Answer", obstacle);
        if (!ModelState.IsValid) return Page();

        return this.Done($"Merged. It can be undone until {Words.Date(clock.Today().AddDays(Merge.UndoDays))}.", await db.WriteAsync(async work =>
        {
            await ChangeAsync(work, "state = 'merged', decided_at = @Now, decided_by_signature = @Signature, undo_by_on = @undoBy", clock.Today().AddDays(Merge.UndoDays));
            // asked again inside the write: nothing may have come between
            if ((await Merge.ObstaclesAsync(db, Merge.KeptId, Merge.AwayId, cancellationToken)).Count > 0) throw new LostRaceException();
            await Merge.MergeAsync(work, viewer.Signature);
            return Links.Merge(Id);
        }, cancellationToken));
    }

    private async Task<IActionResult> RefuseAsync(CancellationToken cancellationToken)
        => this.Done("Not merged. The two entries stay as they are.", await db.WriteAsync(async work =>
        {
            await ChangeAsync(work, "state = 'refused', decided_at = @Now, decided_by_signature = @Signature, decided_why = @why");
            foreach (var person in new[] { Merge.KeptId, Merge.AwayId }) await work.AuditAsync("MergeRefused", Id, person);
            return Links.Duplicates;
        }, cancellationToken));

    private async Task<IActionResult> AskUndoAsync(CancellationToken cancellationToken)
    {
        if (Decide.Why.Trim().Length == 0) return this.Invalid("Decide.Why", "Enter why the merge should be undone");
        return this.Done("Asked. Another member of the DSR team has to agree.", await db.WriteAsync(async work =>
        {
            await ChangeAsync(work, "state = 'undo-asked', undo_why = @why, undo_asked_at = @Now, undo_asked_by = @UserId, undo_asked_by_signature = @Signature");
            await work.AuditAsync("UnmergeAsked", Id, Merge.KeptId);
            return Links.Merge(Id);
        }, cancellationToken));
    }

    private async Task<IActionResult> UndoAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<int>("select count(*) from referrals_person where id = @KeptId and state = 'active'", new { Merge.KeptId }, cancellationToken) == 0)
            return this.Invalid("Decide.Answer", $"{Merge.KeptReference} is not on the register any more: bring it back first, or undo its own merge");

        return this.Done($"Undone. {Merge.AwayReference} is an entry of its own again.", await db.WriteAsync(async work =>
        {
            await ChangeAsync(work, "state = 'undone', undone_at = @Now, undone_by_signature = @Signature");
            await Merge.UnmergeAsync(work, viewer.Signature);
            return Links.Merge(Id);
        }, cancellationToken));
    }

    private async Task<IActionResult> KeepAsync(CancellationToken cancellationToken)
        => this.Done("The entries stay merged.", await db.WriteAsync(async work =>
        {
            await ChangeAsync(work, "state = 'merged'");
            await work.AuditAsync("UnmergeRefused", Id, Merge.KeptId);
            return Links.Merge(Id);
        }, cancellationToken));

    private Task ChangeAsync(Work work, string set, DateOnly? undoBy = null)
        => work.ChangeAsync(
            $"""
             update referrals_merge
             set {set}, version = version + 1
             where id = @Id
             and version = @Version
             """, new { Id, Merge.Version, work.Now, viewer.UserId, viewer.Signature, why = Decide.Why.Trim(), undoBy });

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Merge>(Merge.Select + "where id = @Id\nand area = @Area", new { Id, viewer.Area }, cancellationToken) is not { } merge) return false;
        Merge = merge;
        return true;
    }

    public sealed class Form
    {
        public string Answer { get; set; } = "";

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Answer).Must(answer => answer is "agree" or "refuse" or "undo").WithMessage("Select what you decide");
            RuleFor(form => form.Why)
                .NotEmpty().When(form => form.Answer == "refuse", ApplyConditionTo.CurrentValidator).WithMessage("Enter why not")
                .MaximumLength(500).WithMessage("Why must be 500 characters or less");
        }
    }
}
