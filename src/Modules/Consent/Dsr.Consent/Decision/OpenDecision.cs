using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>Finds the person whose authority is being recorded: the open person, or the one of a draft referral that the viewer started. With an assessment in the address, that too.</summary>
internal sealed class OpenDecision(Db db, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock, IHttpContextAccessor http)
{
    private const string OfPerson =
        """
        select id, referral_id, area, first_name, born_on, started_by, state, kind, decided_on, ends_on, withdrawn_at, version, differs_at
        from consent_person
        where id = @Id
        """;

    private const string OfDraft =
        """
        select id, referral_id, area, first_name, born_on, started_by, state, kind, decided_on, ends_on, withdrawn_at, version, differs_at
        from consent_person
        where referral_id = @referral
        """;

    private const string AssessmentSql =
        """
        select id, state, outcome, started_on, started_by_signature, started_at, done_by_signature, done_at
        from consent_assessment
        where id = @id
        and person_id = @person
        and coalesce(cetr_id, @Empty) = @cetr
        """;

    private const string CetrSql = CetrRow.Sql + "\nand id = @cetrId";

    private const string Answers =
        """
        select field, answer
        from consent_assessment_answer
        where assessment_id = @id
        """;

    private const string Tasks =
        """
        select task, version
        from consent_assessment_task
        where assessment_id = @id
        """;

    private const string ConsultedSql =
        """
        select id, who, relation, view_given
        from consent_consulted
        where assessment_id = @id
        order by place
        """;

    /// <summary>The task in the address.</summary>
    public string? Task => Route("task");

    /// <summary>True under <c>/people/{ref}</c>, false for a draft referral.</summary>
    public bool IsOnRegister => person.IsSomebody;

    /// <summary>Where everything about this decision starts: the authority page, the list of C(E)TR answers, or the draft's task list.</summary>
    public string Start => !person.IsSomebody ? Links.Draft(Guid.Parse(Route("id")!)) : Links.Person.Page(person.Reference, Route("cetr") is null ? "authority" : "authority/cetr");

    /// <summary>A page about this decision: <c>/people/{ref}/authority/…</c>, <c>/people/{ref}/authority/cetr/{cetr}/…</c> or <c>/referrals/draft/{id}/consent/…</c>.</summary>
    public string Page(string page)
        => (person.IsSomebody ? Links.Person.Page(person.Reference, Route("cetr") is { } cetr ? $"authority/cetr/{cetr}/{page}" : "authority/" + page) : Links.Draft(Guid.Parse(Route("id")!), "consent/" + page)).TrimEnd('/');

    /// <summary>The page that records what somebody decided.</summary>
    public string Record(string kind) => Page(Route("cetr") is not null ? "yes/" + kind : person.IsSomebody ? "renew/" + kind : kind);

    /// <summary>Null where there is nobody, or where the viewer neither started the draft nor belongs to the area's team.</summary>
    public async Task<DecisionFacts?> FindAsync(CancellationToken cancellationToken)
    {
        var row = person.IsSomebody
            ? await db.FirstAsync<Row>(OfPerson, new { person.Id }, cancellationToken)
            : Guid.TryParse(Route("id"), out var referral) ? await db.FirstAsync<Row>(OfDraft, new { referral }, cancellationToken) : null;
        if (row is null) return null;
        if (!person.IsSomebody && row.StartedBy != viewer.UserId && !(viewer.IsTeam && viewer.Area == row.Area)) return null;

        CetrRow? cetr = null;
        if (Route("cetr") is { } offered && (!Guid.TryParse(offered, out var cetrId) || (cetr = await db.FirstAsync<CetrRow>(CetrSql, new { PersonId = row.Id, cetrId }, cancellationToken)) is null)) return null;
        AssessmentSeen? assessment = null;
        if (Route("assessment") is { } asked && (!Guid.TryParse(asked, out var id) || (assessment = await AssessmentAsync(row.Id, id, cetr?.Id ?? Guid.Empty, cancellationToken)) is null)) return null;

        var today = clock.Today();
        // a C(E)TR is a decision of its own: nothing that stands about the register is part of it
        if (cetr is not null) row = row with { Kind = null, EndsOn = null, WithdrawnAt = null, DecidedOn = null, DiffersAt = null };
        return new DecisionFacts(
            row.Id, row.Area, row.FirstName, row.BornOn, assessment is null ? Route("kind") ?? "" : AssessmentRules.Kind(assessment.Answers), new AuthorityState(row.Kind, row.EndsOn, row.WithdrawnAt, today, row.DiffersAt),
            row.DecidedOn, row.Version, today, areas[row.Area].Section<ConsentArea>("consent"),
            areas[row.Area].Section<PublicArea>("public").PrivacyNotice.Version, assessment, cetr);
    }

    private async Task<AssessmentSeen?> AssessmentAsync(Guid person, Guid id, Guid cetr, CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<AssessmentRow>(AssessmentSql, new { id, person, cetr, Guid.Empty }, cancellationToken) is not { } row) return null;

        var answers = new AssessmentForm();
        foreach (var kept in await db.QueryAsync<KeptAnswer>(Answers, new { id }, cancellationToken)) answers.Put(kept.Field, kept.Answer);
        return new AssessmentSeen(
            row, answers, await db.QueryAsync<Consulted>(ConsultedSql, new { id }, cancellationToken),
            (await db.QueryAsync<TaskRow>(Tasks, new { id }, cancellationToken)).ToDictionary(task => task.Task, task => task.Version, StringComparer.Ordinal));
    }

    private string? Route(string name) => http.HttpContext!.Request.RouteValues[name] as string;

    private sealed record Row(
        Guid Id, Guid? ReferralId, string Area, string FirstName, DateOnly BornOn, Guid? StartedBy, string State, string? Kind, DateOnly? DecidedOn, DateOnly? EndsOn, DateTimeOffset? WithdrawnAt, int Version, DateTimeOffset? DiffersAt);

    private sealed record KeptAnswer(string Field, string Answer);

    private sealed record TaskRow(string Task, int Version);
}

internal sealed record AssessmentRow(
    Guid Id, string State, string? Outcome, DateOnly StartedOn, string StartedBySignature, DateTimeOffset StartedAt, string? DoneBySignature, DateTimeOffset? DoneAt);

/// <summary>An assessment as it stands: its answers so far, who was consulted, and how often each task was saved.</summary>
internal sealed record AssessmentSeen(AssessmentRow Row, AssessmentForm Answers, IReadOnlyList<Consulted> Consulted, IReadOnlyDictionary<string, int> Versions)
{
    public bool IsOpen => Row.State == "open";

    public int Version(string task) => Versions.TryGetValue(task, out var version) ? version : 0;
}
