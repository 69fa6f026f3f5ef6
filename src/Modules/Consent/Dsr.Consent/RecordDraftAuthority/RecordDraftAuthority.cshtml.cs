using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>Records the authority for a draft referral. A route that is not lawful at the age is refused here, whatever the page before showed.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class RecordDraftAuthorityPage(Db db, OpenDecision open, Viewer viewer) : PageModel, ILoads, IDecisionPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public DecisionForm Decision { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    /// <summary>The answer by a link that is being recorded.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Reply { get; set; }

    public DecisionFacts Facts { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { Kind: not null } facts) return false;
        Facts = facts;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = facts.Version;
        if (HttpMethods.IsGet(Request.Method) && Reply is not null && await db.FirstAsync<ReplyRow>(ReplyRow.Sql, new { facts.PersonId, Reply }, cancellationToken) is { } reply) reply.Fill(Decision);
        return true;
    }

    // who lacks capacity is not asked here: the assessment comes first
    public IActionResult OnGet() => Facts.Kind!.Lacking ? this.SeeOther(open.Page("best-interests")) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var said = "Decision recorded.";
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                said = await RecordDecision.ActAsync(work, Decision, (await open.FindAsync(cancellationToken))!, Version, viewer);
                return Links.Draft(Id);
            }, cancellationToken);
            return this.Done(said, next);
        }
        catch (LostRaceException)
        {
            return this.Lost(RecordDecision.Changed((await open.FindAsync(cancellationToken))!));
        }
    }
}
