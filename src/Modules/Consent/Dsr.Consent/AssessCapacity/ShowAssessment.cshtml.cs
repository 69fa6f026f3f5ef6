namespace Dsr.Consent;

/// <summary>The task list of an assessment. A finding of capacity closes it here; a decision for the person is recorded on its own page.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class ShowAssessmentPage(Db db, OpenDecision open, Viewer viewer) : PageModel, ILoads
{
    private const string Close =
        """
        update consent_assessment
        set state = 'done', outcome = @outcome, done_by_signature = @Signature, done_at = @Now
        where id = @Id
        and state = 'open'
        """;

    public DecisionFacts Facts { get; private set; } = null!;

    public AssessmentSeen Assessment => Facts.Assessment!;

    public Capacity Outcome => AssessmentRules.Outcome(Assessment.Answers);

    public IReadOnlyList<AssessmentTask> Tasks => AssessmentRules.Tasks(Assessment.Answers);

    public bool Ready => AssessmentRules.IsReady(Assessment.Answers, Assessment.Consulted.Count, Facts);

    public bool CanClose => Outcome is Capacity.HasCapacity or Capacity.OtherCause && Tasks.All(task => Status(task) == "Completed");

    public string Back => open.Page("best-interests");

    public string Page(string page) => open.Page($"best-interests/{Assessment.Row.Id}/{page}");

    public string Status(AssessmentTask task)
        => Assessment.Version(task.Key) == 0 ? "Not yet started"
            : AssessmentRules.Faults(task.Key, Assessment.Answers, Assessment.Consulted.Count, Facts).Any() ? "Incomplete"
            : "Completed";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { Assessment: not null } facts) return false;
        Facts = facts;
        return true;
    }

    public IActionResult OnGet() => Assessment.IsOpen ? Page() : this.SeeOther(Page("record"));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        if (!CanClose) return this.Invalid("", "Finish the tasks first");
        var outcome = AssessmentWords.Key(Outcome);
        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(Close, new { outcome, viewer.Signature, work.Now, Assessment.Row.Id });
            await work.AuditAsync("assessment.close", Assessment.Row.Id, Facts.PersonId);
            return Page("record");
        }, cancellationToken);
        return this.Done("Assessment recorded.", next);
    }
}
