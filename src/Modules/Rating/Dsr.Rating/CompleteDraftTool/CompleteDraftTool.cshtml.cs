namespace Dsr.Rating;

/// <summary>The rating tool task of a draft referral (journey 8.1, step 4).</summary>
[Needs("ratings.tool", Roles.Clinical)]
internal sealed class CompleteDraftToolPage(Db db, OpenTool open, Viewer viewer) : PageModel, ILoads, IToolPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ToolForm Tool { get; set; } = new();

    public ToolFacts Facts { get; private set; } = null!;

    public bool Suggests { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts) return false;
        Facts = facts;
        Suggests = Suggests || (Tool.Step == ToolForm.Complete && ToolAnswered.Sound(ModelState));
        foreach (var item in facts.Tool.Items)
        {
            Tool.Answers.TryAdd(item.Key, "");
            Tool.Dates.TryAdd(item.Key, new());
        }
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Tool.Step != ToolForm.Complete)
        {
            Suggests = Tool.Step != ToolForm.Change;
            return Page();
        }

        var next = await db.WriteAsync(async work =>
        {
            await CompleteToolAct.ActAsync(work, Tool, (await open.FindAsync(cancellationToken))!, viewer);
            return Links.Draft(Id);
        }, cancellationToken);

        return this.Done("Rating tool completed.", next);
    }
}
