namespace Dsr.Consent;

/// <summary>Start, or go on with, the assessment of capacity (journey 8.6 c). Not offered under 16 (Mental Capacity Act 2005 s.2(5)).</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class StartAssessmentPage(Db db, OpenDecision open, CurrentPerson person, Viewer viewer) : PageModel, ILoads
{
    private const string OpenOne =
        """
        select id, state, outcome, started_on, started_by_signature, started_at, done_by_signature, done_at
        from consent_assessment
        where person_id = @PersonId
        and state = 'open'
        and coalesce(cetr_id, @Empty) = @Cetr
        order by started_at desc, id
        limit 1
        """;

    private const string Insert =
        """
        insert into consent_assessment (id, person_id, cetr_id, state, started_on, started_by_signature, started_at)
        values (@Id, @PersonId, @Cetr, 'open', @Today, @Signature, @Now)
        """;

    public DecisionFacts Facts { get; private set; } = null!;

    public AssessmentRow? Open { get; private set; }

    public string Continue => open.Page($"best-interests/{Open!.Id}");

    public string Choose => Facts.Cetr is not null ? open.Page("") : person.IsSomebody ? open.Page("renew") : open.Start + "/consent";

    public string Back => person.IsSomebody && Facts.Cetr is null ? open.Start : Choose;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts || facts.Cetr is { Answer: not null }) return false;
        Facts = facts;
        Open = await db.FirstAsync<AssessmentRow>(OpenOne, new { facts.PersonId, Guid.Empty, Cetr = facts.Cetr?.Id ?? Guid.Empty }, cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts || facts.Cetr is { Answer: not null }) return NotFound();
        if (!facts.MayLackCapacity) return this.Invalid("", $"{facts.FirstName} is under 16. The Mental Capacity Act cannot be used");

        return this.SeeOther(await db.WriteAsync(async work =>
        {
            // two who start at once come to the same assessment
            if (await work.FirstAsync<AssessmentRow>(OpenOne, new { facts.PersonId, Guid.Empty, Cetr = facts.Cetr?.Id ?? Guid.Empty }) is { } other) return open.Page($"best-interests/{other.Id}");
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(Insert, new { Id = id, facts.PersonId, Cetr = facts.Cetr?.Id, facts.Today, viewer.Signature, work.Now });
            await work.AuditAsync("assessment.start", id, facts.PersonId);
            return open.Page($"best-interests/{id}");
        }, cancellationToken));
    }
}
