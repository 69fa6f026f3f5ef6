using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>Records a yes to one C(E)TR. The same table of ages decides who may say it; what was decided before is never copied.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class AgreeCetrPage(Db db, OpenDecision open, Viewer viewer) : PageModel, ILoads, IDecisionPage
{
    [BindProperty]
    public DecisionForm Decision { get; set; } = new();

    /// <summary>The answer by a link that is being recorded.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Reply { get; set; }

    public DecisionFacts Facts { get; private set; } = null!;

    public string Back => open.Page("");

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { Kind: not null, Cetr: { Answer: null } } facts) return false;
        Facts = facts;
        if (HttpMethods.IsGet(Request.Method) && Reply is not null && await db.FirstAsync<ReplyRow>(ReplyRow.Sql, new { facts.PersonId, Reply }, cancellationToken) is { } reply) reply.Fill(Decision);
        return true;
    }

    public IActionResult OnGet() => Facts.Kind!.Lacking ? this.SeeOther(open.Page("best-interests")) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await RecordCetr.AgreeAsync(work, Decision, Facts, viewer);
            return open.Page("");
        }, cancellationToken);
        return this.Done("Decision recorded.", next);
    }
}
