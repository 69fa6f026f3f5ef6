using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>Records who decided for somebody who lacks capacity, and what: the end of the assessment. Not before every task is done.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class FinishAssessmentPage(Db db, OpenDecision open, Viewer viewer) : PageModel, ILoads, IDecisionPage
{
    [BindProperty]
    public DecisionForm Decision { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public DecisionFacts Facts { get; private set; } = null!;

    public string List => open.Page($"best-interests/{Facts.Assessment!.Row.Id}");

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { Kind: not null, Assessment: { IsOpen: true } assessment } facts || !AssessmentRules.IsReady(assessment.Answers, assessment.Consulted.Count, facts)) return false;
        Facts = facts;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = facts.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var facts = (await open.FindAsync(cancellationToken))!;
                if (facts.Cetr is null) await RecordDecision.ActAsync(work, Decision, facts, Version, viewer);
                else await RecordCetr.AgreeAsync(work, Decision, facts, viewer);
                return open.Start;
            }, cancellationToken);
            return this.Done("Decision recorded.", next);
        }
        catch (LostRaceException)
        {
            return await open.FindAsync(cancellationToken) is { Assessment.IsOpen: true } now ? this.Lost(RecordDecision.Changed(now)) : this.Done("This decision was recorded already.", open.Start);
        }
    }
}
