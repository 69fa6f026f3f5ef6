namespace Dsr.Consent;

/// <summary>The authority in force, what it rests on, and everything that was decided before.</summary>
[Needs("authority.read", Roles.Clinical, ReadOnly = true)]
internal sealed class ShowAuthorityPage(Db db, OpenDecision open, CurrentPerson person, Viewer viewer) : PageModel, ILoads
{
    private const string Decisions =
        """
        select id, place, kind, act, decided_on, ends_on, age_on_day, decided_by, how_given, given_to_help, may_be_told, notice_version, recorded_by_signature, recorded_at, error_at, error_words, error_by_signature
        from consent_decision
        where person_id = @PersonId
        order by place desc
        limit 50
        """;

    private const string EvidenceSql =
        """
        select e.decision_id, e.question, e.answer
        from consent_evidence e
        join consent_decision d on d.id = e.decision_id
        where d.person_id = @PersonId
        order by e.decision_id, e.place
        """;

    private const string Withdrawals =
        """
        select place, withdrawn_on, said_by, how, why, recorded_by_signature, recorded_at, error_at, error_words, error_by_signature
        from consent_withdrawal
        where person_id = @PersonId
        order by place desc
        limit 50
        """;

    private const string AssessmentsSql =
        """
        select id, state, outcome, started_on, started_by_signature, started_at, done_by_signature, done_at
        from consent_assessment
        where person_id = @PersonId
        and cetr_id is null
        order by started_at desc, id
        limit 20
        """;

    private const string Reviewed =
        """
        select age
        from consent_birthday_review
        where person_id = @PersonId
        """;

    private IReadOnlyList<EvidenceLine> _evidence = [];

    public DecisionFacts Facts { get; private set; } = null!;

    public DecisionRow? Current { get; private set; }

    public IReadOnlyList<Item> History { get; private set; } = [];

    public IReadOnlyList<AssessmentRow> Assessments { get; private set; } = [];

    public IReadOnlyList<ReplyLine> Replies { get; private set; } = [];

    public IReadOnlyList<SharingRow> Sharing { get; private set; } = [];

    public IReadOnlyList<CetrRow> Cetrs { get; private set; } = [];

    public IReadOnlyList<OverrideRow> Overrides { get; private set; } = [];

    public (int Age, DateOnly On)? Birthday { get; private set; }

    public string Reference => person.Reference;

    public bool IsTeam => viewer.IsTeam;

    public bool MayRecord => person.TakesAnswers;

    public bool MayOverride => viewer.Role == Roles.TeamLead && person.TakesAnswers && !Facts.State.InForce;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts) return false;
        Facts = facts;
        var decisions = await db.QueryAsync<DecisionRow>(Decisions, new { facts.PersonId }, cancellationToken);
        var withdrawals = await db.QueryAsync<WithdrawalRow>(Withdrawals, new { facts.PersonId }, cancellationToken);
        _evidence = await db.QueryAsync<EvidenceLine>(EvidenceSql, new { facts.PersonId }, cancellationToken);
        Assessments = await db.QueryAsync<AssessmentRow>(AssessmentsSql, new { facts.PersonId }, cancellationToken);
        Replies = await db.QueryAsync<ReplyLine>(ReplyLine.Sql, new { facts.PersonId }, cancellationToken);
        Sharing = await db.QueryAsync<SharingRow>(SharingRow.Current, new { facts.PersonId }, cancellationToken);
        Cetrs = await db.QueryAsync<CetrRow>(CetrRow.Sql + "\norder by offered_on desc, id desc\nlimit 5", new { facts.PersonId }, cancellationToken);
        Overrides = await db.QueryAsync<OverrideRow>(OverrideRow.Sql, new { facts.PersonId }, cancellationToken);
        var differences = await db.QueryAsync<DifferenceRow>(DifferenceRow.Sql, new { facts.PersonId }, cancellationToken);
        var reviewed = await db.QueryAsync<int>(Reviewed, new { facts.PersonId }, cancellationToken);
        Birthday = BirthdayRules.Due(facts.BornOn, facts.Today, facts.Rules).Where(each => !reviewed.Contains(each.Age)).Select(each => ((int, DateOnly)?)each).FirstOrDefault();
        Current = decisions.FirstOrDefault(row => row.ErrorAt is null);
        History =
        [
            .. decisions.Select(row => new Item(
                    row.Place, row.Act == "renewed" ? "Decision renewed" : row.Act == "imported" ? "Decision imported" : "Decision recorded", row.RecordedAt, row.RecordedBySignature,
                    $"{DecisionWords.Kind(row.Kind, facts.Rules)}. {row.DecidedBy} decided on {Words.Date(row.DecidedOn)}, aged {row.AgeOnDay} on the day. Last day in force {Words.Date(row.EndsOn)}.{Error(row.ErrorAt, row.ErrorWords, row.ErrorBySignature)}", EvidenceOf(row.Id), row.ErrorAt is not null))
                .Concat(withdrawals.Select(row => new Item(
                    row.Place, "Consent withdrawn", row.RecordedAt, row.RecordedBySignature,
                    $"{row.SaidBy} withdrew consent on {Words.Date(row.WithdrawnOn)}. How: {row.How.ToLowerInvariant()}. Reason: {row.Why ?? "not offered"}.{Error(row.ErrorAt, row.ErrorWords, row.ErrorBySignature)}", [], row.ErrorAt is not null)))
                .Concat(differences.Select(row => new Item(row.Place, "Answers differ", row.RecordedAt, row.RecordedBySignature, $"{row.YesBy} said yes, {row.NoBy} said no. {row.Words}", [])))
                .OrderByDescending(item => item.Place),
        ];
        return true;
    }

    private static string Error(DateTimeOffset? at, string? words, string? by) => at is null ? "" : $" Recorded in error, says {by} on {Words.Date(at.Value)}: {words}";

    public IReadOnlyList<EvidenceLine> EvidenceOf(Guid decision) => [.. _evidence.Where(line => line.DecisionId == decision)];

    public sealed record DecisionRow(
        Guid Id, int Place, string Kind, string Act, DateOnly DecidedOn, DateOnly EndsOn, int AgeOnDay, string DecidedBy, string HowGiven, string GivenToHelp, string MayBeTold, string? NoticeVersion, string RecordedBySignature, DateTimeOffset RecordedAt,
        DateTimeOffset? ErrorAt, string? ErrorWords, string? ErrorBySignature);

    public sealed record EvidenceLine(Guid DecisionId, string Question, string Answer);

    public sealed record Item(int Place, string Title, DateTimeOffset At, string Who, string Words, IReadOnlyList<EvidenceLine> Evidence, bool IsError = false);

    private sealed record WithdrawalRow(int Place, DateOnly WithdrawnOn, string SaidBy, string How, string? Why, string RecordedBySignature, DateTimeOffset RecordedAt, DateTimeOffset? ErrorAt, string? ErrorWords, string? ErrorBySignature);
}
