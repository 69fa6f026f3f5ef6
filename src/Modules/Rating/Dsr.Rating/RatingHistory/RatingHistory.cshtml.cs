using System.Text.Json;

namespace Dsr.Rating;

/// <summary>The agreed ratings as periods, beside what the tools suggested, what follows, and the admissions.</summary>
[Needs("ratings.read", Roles.Clinical, ReadOnly = true)]
internal sealed class RatingHistoryPage(Db db, CurrentPerson person, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    private const string PersonSql =
        """
        select rating, change_id, hold_until, follow_up_due_on
        from rating_person
        where id = @Id
        """;

    private const string Changes =
        """
        select to_rating, since_on, reason, agreed_with, agreed_on, why_not_discussed, discussed_later_on, discussed_later_with, changed_by_signature, assessment_id, suggested, difference_reason, why_end_hold
        from rating_change
        where person_id = @Id
        order by place desc
        limit 100
        """;

    private const string FollowsSql =
        """
        select kind, words, wanted, due_on, rule, done_on, done_words, done_by_signature
        from rating_follow
        where change_id = @ChangeId
        order by place
        """;

    private const string AssessmentsSql =
        """
        select a.id, a.tool, a.tool_version, a.tool_name, a.answers, a.suggested, a.suggested_why, a.proposed, a.difference_reason, a.discussed_with, a.discussed_on, a.completed_by_signature, a.completed_at, v.definition
        from rating_assessment a
        left join rating_tool_version v on v.id = a.tool_version_id
        where a.person_id = @Id
        order by a.completed_at desc, a.id desc
        limit 10
        """;

    private const string AdmissionsSql =
        """
        select id, hospital, admitted_on, legal_status, out_of_area, secure, planned, review_before, known_before, rating_before, discharged_on, discharge_words
        from rating_admission
        where person_id = @Id
        order by admitted_on desc, id desc
        limit 20
        """;

    private const string VisitsSql =
        """
        select admission_id, visited_on, on_site, visitors, words
        from rating_visit
        where admission_id in @ids
        order by visited_on desc, id desc
        limit 100
        """;

    public PersonRow Person { get; private set; } = null!;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<(Period Period, ChangeRow Change)> Past { get; private set; } = [];

    public IReadOnlyList<Follow> Follows { get; private set; } = [];

    public IReadOnlyList<Assessment> Assessments { get; private set; } = [];

    public IReadOnlyList<Admission> Admissions { get; private set; } = [];

    public IReadOnlyList<Visit> Visits { get; private set; } = [];

    public string Reference => person.Reference;

    public bool IsClosed => person.IsClosed;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<PersonRow>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return false;
        Person = row;
        var changes = await db.QueryAsync<ChangeRow>(Changes, new { person.Id }, cancellationToken);
        var periods = Periods.Of([.. changes.Reverse().Select(change => (change.ToRating, change.SinceOn))], Today, areas[person.Area].Section<RatingArea>("rating").Times);
        Past = [.. periods.Reverse().Zip(changes)];
        if (row.ChangeId is { } changeId) Follows = await db.QueryAsync<Follow>(FollowsSql, new { ChangeId = changeId }, cancellationToken);
        Assessments = await db.QueryAsync<Assessment>(AssessmentsSql, new { person.Id }, cancellationToken);
        Admissions = await db.QueryAsync<Admission>(AdmissionsSql, new { person.Id }, cancellationToken);
        if (Admissions.Count > 0) Visits = await db.QueryAsync<Visit>(VisitsSql, new { ids = Admissions.Select(admission => admission.Id).ToList() }, cancellationToken);
        return true;
    }

    /// <summary>The answers in the words of the version that was answered.</summary>
    public static IReadOnlyList<(string Question, string Answer)> AnswersOf(Assessment assessment)
    {
        var answers = JsonSerializer.Deserialize<Dictionary<string, string>>(assessment.Answers)!;
        var tool = assessment.Definition is { } definition ? ShippedTools.Read(definition) : ShippedTools.Find(assessment.Tool, assessment.ToolVersion);
        return tool is null
            ? [.. answers.Select(answer => (answer.Key, answer.Value))]
            : [.. tool.Items.Select(item => (item.Words, item.Answered(answers.GetValueOrDefault(item.Key))))];
    }

    public sealed record PersonRow(string? Rating, Guid? ChangeId, DateOnly? HoldUntil, DateOnly? FollowUpDueOn);

    public sealed record ChangeRow(
        string ToRating, DateOnly SinceOn, string Reason, string AgreedWith, DateOnly? AgreedOn, string? WhyNotDiscussed, DateOnly? DiscussedLaterOn, string? DiscussedLaterWith, string ChangedBySignature,
        Guid? AssessmentId, string? Suggested, string? DifferenceReason, string? WhyEndHold);

    public sealed record Follow(string? Kind, string Words, bool Wanted, DateOnly? DueOn, string Rule, DateOnly? DoneOn, string? DoneWords, string? DoneBySignature)
    {
        // visits have a record of their own, and the owner's updates too
        public bool Open => Wanted && DoneOn is null && Kind is not ("owner-review" or "visits");
    }

    public sealed record Assessment(
        Guid Id, string Tool, string ToolVersion, string ToolName, string Answers, string? Suggested, string SuggestedWhy, string Proposed, string? DifferenceReason, string DiscussedWith, DateOnly? DiscussedOn,
        string CompletedBySignature, DateTimeOffset CompletedAt, string? Definition);

    public sealed record Visit(Guid AdmissionId, DateOnly VisitedOn, bool OnSite, string Visitors, string Words);

    public sealed record Admission(
        Guid Id, string Hospital, DateOnly AdmittedOn, string LegalStatus, bool? OutOfArea, bool Secure, string Planned, string ReviewBefore, bool? KnownBefore, string? RatingBefore, DateOnly? DischargedOn, string? DischargeWords);
}
