namespace Dsr.Rating;

/// <summary>The rating tool for somebody on the register: a fresh assessment, kept beside the agreed rating, which it does not change by itself.</summary>
[Needs("ratings.tool", Roles.Clinical)]
internal sealed class CompleteToolPage(Db db, OpenTool open, CurrentPerson person, Viewer viewer) : PageModel, ILoads, IToolPage
{
    [BindProperty]
    public ToolForm Tool { get; set; } = new();

    public ToolFacts Facts { get; private set; } = null!;

    public bool Suggests { get; private set; }

    public string Reference => person.Reference;

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

        var proposed = Tool.Proposed;
        var next = await db.WriteAsync(async work =>
        {
            var facts = (await open.FindAsync(cancellationToken))!;
            await CompleteToolAct.ActAsync(work, Tool, facts, viewer);
            return Links.Person.Page(person.Reference, proposed == facts.Rating ? "ratings" : proposed == "blue" ? "ratings/admission" : "ratings/change");
        }, cancellationToken);

        return this.Done("Rating tool completed.", next);
    }
}
