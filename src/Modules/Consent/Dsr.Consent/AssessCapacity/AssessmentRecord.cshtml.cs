namespace Dsr.Consent;

/// <summary>An assessment, whole, as it is printed.</summary>
[Needs("authority.read", Roles.Clinical, ReadOnly = true)]
internal sealed class AssessmentRecordPage(OpenDecision open) : PageModel, ILoads
{
    public AssessmentSeen Assessment { get; private set; } = null!;

    public IReadOnlyList<(string Question, string Answer)> Lines { get; private set; } = [];

    public string Name { get; private set; } = "";

    public string Back => Assessment.IsOpen ? open.Page($"best-interests/{Assessment.Row.Id}") : open.Start;

    public string OwnDecision => open.Record("own-consent");

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { Assessment: { } assessment } facts) return false;
        (Assessment, Name, Lines) = (assessment, facts.FirstName, AssessmentRules.Lines(assessment.Answers, assessment.Consulted));
        return true;
    }
}
