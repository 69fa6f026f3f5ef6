using System.Text.Json;

namespace Dsr.Rating;

/// <summary>The agreed ratings as periods, beside what the tools suggested, and the admissions.</summary>
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
        select to_rating, since_on, reason, agreed_with, agreed_on, why_not_discussed, discussed_later_on, discussed_later_with, changed_by_signature
        from rating_change
        where person_id = @Id
        order by place desc
        limit 100
        """;

    private const string FollowsSql =
        """
        select words, wanted
        from rating_follow
        where change_id = @ChangeId
        order by place
        """;

    private const string AssessmentsSql =
        """
        select tool, tool_version, tool_name, answers, suggested, suggested_why, proposed, difference_reason, discussed_with, discussed_on, completed_by_signature, completed_at
        from rating_assessment
        where person_id = @Id
        order by completed_at desc, id desc
        limit 10
        """;

    private const string AdmissionsSql =
        """
        select hospital, admitted_on, legal_status, planned, review_before, discharged_on, discharge_words
        from rating_admission
        where person_id = @Id
        order by admitted_on desc, id desc
        limit 20
        """;

    public PersonRow Person { get; private set; } = null!;

    public IReadOnlyList<Period> Periods { get; private set; } = [];

    public IReadOnlyList<Follow> Follows { get; private set; } = [];

    public IReadOnlyList<Assessment> Assessments { get; private set; } = [];

    public IReadOnlyList<Admission> Admissions { get; private set; } = [];

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<PersonRow>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return false;
        Person = row;
        var changes = await db.QueryAsync<ChangeRow>(Changes, new { person.Id }, cancellationToken);
        Periods = [.. changes.Select((change, at) => new Period(change, at == 0 ? null : changes[at - 1].SinceOn, (at == 0 ? Today : changes[at - 1].SinceOn).DayNumber - change.SinceOn.DayNumber))];
        if (row.ChangeId is { } changeId) Follows = await db.QueryAsync<Follow>(FollowsSql, new { ChangeId = changeId }, cancellationToken);
        Assessments = await db.QueryAsync<Assessment>(AssessmentsSql, new { person.Id }, cancellationToken);
        Admissions = await db.QueryAsync<Admission>(AdmissionsSql, new { person.Id }, cancellationToken);
        return true;
    }

    /// <summary>The answers with the words of the version that was answered; by key where the profile no longer holds it.</summary>
    public IReadOnlyList<(string Question, string Answer)> AnswersOf(Assessment assessment)
    {
        var items = areas[person.Area].Section<RatingArea>("rating").Tools.FirstOrDefault(tool => tool.Key == assessment.Tool && tool.Version == assessment.ToolVersion)?.Items;
        return [.. JsonSerializer.Deserialize<Dictionary<string, string>>(assessment.Answers)!.Select(answer => (
            items?.FirstOrDefault(item => item.Key == answer.Key)?.Words ?? answer.Key,
            answer.Value switch { "yes" => "Yes", "no" => "No", _ => "Not known" }))];
    }

    public sealed record PersonRow(string? Rating, Guid? ChangeId, DateOnly? HoldUntil, DateOnly? FollowUpDueOn);

    public sealed record Period(ChangeRow Change, DateOnly? Until, int Days);

    public sealed record ChangeRow(
        string ToRating, DateOnly SinceOn, string Reason, string AgreedWith, DateOnly? AgreedOn, string? WhyNotDiscussed, DateOnly? DiscussedLaterOn, string? DiscussedLaterWith, string ChangedBySignature);

    public sealed record Follow(string Words, bool Wanted);

    public sealed record Assessment(
        string Tool, string ToolVersion, string ToolName, string Answers, string? Suggested, string SuggestedWhy, string Proposed, string? DifferenceReason, string DiscussedWith, DateOnly? DiscussedOn,
        string CompletedBySignature, DateTimeOffset CompletedAt);

    public sealed record Admission(string Hospital, DateOnly AdmittedOn, string LegalStatus, string Planned, string ReviewBefore, DateOnly? DischargedOn, string? DischargeWords);
}
