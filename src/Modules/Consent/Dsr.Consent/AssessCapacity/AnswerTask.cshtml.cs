using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>One task of an assessment, saved by itself. Two tabs of one task do not overwrite each other: the second is told.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class AnswerTaskPage(Db db, OpenDecision open, Viewer viewer) : PageModel, ILoads
{
    private const string Save =
        """
        insert into consent_assessment_task (assessment_id, task, version, saved_by_signature, saved_at)
        values (@Id, @task, 1, @Signature, @Now)
        on conflict (assessment_id, task) do update
        set version = consent_assessment_task.version + 1, saved_by_signature = excluded.saved_by_signature, saved_at = excluded.saved_at
        where consent_assessment_task.version = @Version
        """;

    // holds the row while the answers are written, and finds none when the assessment was recorded meanwhile
    private const string Hold =
        """
        update consent_assessment
        set state = 'open'
        where id = @Id
        and state = 'open'
        """;

    private const string Keep =
        """
        insert into consent_assessment_answer (assessment_id, field, answer)
        values (@Id, @field, @answer)
        on conflict (assessment_id, field) do update set answer = excluded.answer
        """;

    private const string AddConsulted =
        """
        insert into consent_consulted (id, assessment_id, place, who, relation, view_given)
        values (@New, @Id, @Place, @Who, @Relation, @ViewGiven)
        """;

    [BindProperty]
    public AssessmentForm Assess { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public DecisionFacts Facts { get; private set; } = null!;

    public AssessmentSeen Assessment => Facts.Assessment!;

    public AssessmentTask Asked { get; private set; } = null!;

    public string List => open.Page($"best-interests/{Assessment.Row.Id}");

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (AssessmentTask.Of(open.Task) is not { } asked || await open.FindAsync(cancellationToken) is not { Assessment: { IsOpen: true } assessment } facts) return false;
        (Facts, Asked) = (facts, asked);
        if (HttpMethods.IsPost(Request.Method) && Response.StatusCode != StatusCodes.Status409Conflict) return true;

        Version = assessment.Version(asked.Key);
        if (HttpMethods.IsPost(Request.Method)) return true;
        Assess = assessment.Answers;
        if (asked.Key == AssessmentTask.Decision && assessment.Version(asked.Key) == 0)
        {
            Assess.Assessor = viewer.Name;
            Assess.ExactDecision = facts.Cetr is { } cetr ? $"Whether to have the {cetr.Name} offered on {Words.Date(cetr.OfferedOn)}" : "Whether to be on the Dynamic Support Register, with information shared between the organisations around them";
        }
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var (id, task) = (Assessment.Row.Id, Asked.Key);
        var adds = task == AssessmentTask.People && Assess.Adds;
        try
        {
            return this.SeeOther(await db.WriteAsync(async work =>
            {
                await work.ChangeAsync(Hold, new { Id = id });
                await work.ChangeAsync(Save, new { Id = id, task, viewer.Signature, work.Now, Version });
                foreach (var field in Asked.Fields) await work.ExecuteAsync(Keep, new { Id = id, field, answer = Assess.Kept(field) });
                if (adds) await work.ExecuteAsync(AddConsulted, new { New = Ids.New(work.Now), Id = id, Place = Assessment.Consulted.Count + 1, Who = Assess.Who.Trim(), Relation = Assess.Relation.Trim(), ViewGiven = Assess.ViewGiven.Trim() });
                await work.AuditAsync("assessment.answer", id, Facts.PersonId);
                return Assess.Step == AssessmentForm.Add ? open.Page($"best-interests/{id}/{task}") : List;
            }, cancellationToken));
        }
        catch (LostRaceException)
        {
            var now = (await open.FindAsync(cancellationToken))!.Assessment!;
            return this.Lost(Asked.Fields.Where(field => now.Answers.Kept(field) != Assess.Kept(field)).Select(field => new LostChange(AssessmentWords.Field(field), now.Answers.Kept(field), Assess.Kept(field))).ToList());
        }
    }
}
