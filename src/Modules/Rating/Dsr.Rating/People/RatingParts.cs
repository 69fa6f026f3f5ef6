namespace Dsr.Rating;

/// <summary>The rating as the person shell shows it; one query for all its parts.</summary>
internal sealed class RatingOfPerson(Db db, TimeProvider clock)
{
    private const string PersonSql =
        """
        select p.rating, p.since_on, p.hold_until, p.follow_up_due_on, c.reason, c.agreed_with, c.agreed_on, c.changed_by_signature
        from rating_person p
        left join rating_change c on c.id = p.change_id
        where p.id = @Id
        """;

    private const string Latest =
        """
        select tool_name, suggested, proposed, completed_at
        from rating_assessment
        where person_id = @Id
        order by completed_at desc, id desc
        limit 1
        """;

    private Task<RatingSeen?>? _seen;

    public Task<RatingSeen?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken) => _seen ??= FindAsync(person, cancellationToken);

    public Task<ToolSeen?> ToolAsync(CurrentPerson person, CancellationToken cancellationToken) => db.FirstAsync<ToolSeen>(Latest, new { person.Id }, cancellationToken);

    private async Task<RatingSeen?> FindAsync(CurrentPerson person, CancellationToken cancellationToken)
        => await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is { } row
            ? new RatingSeen(
                person.Reference, row.Rating, row.SinceOn, row.HoldUntil >= clock.Today() ? row.HoldUntil : null, row.FollowUpDueOn, row.Reason, row.AgreedWith, row.AgreedOn, row.ChangedBySignature) { IsClosed = person.IsClosed }
            : null;

    private sealed record Row(string? Rating, DateOnly? SinceOn, DateOnly? HoldUntil, DateOnly? FollowUpDueOn, string? Reason, string? AgreedWith, DateOnly? AgreedOn, string? ChangedBySignature);
}

internal sealed record RatingSeen(
    string Reference, string? Rating, DateOnly? SinceOn, DateOnly? HoldUntil, DateOnly? FollowUpDueOn, string? Reason, string? AgreedWith, DateOnly? AgreedOn, string? ChangedBySignature)
{
    public ToolSeen? Tool { get; init; }

    public bool IsClosed { get; init; }
}

internal sealed record ToolSeen(string ToolName, string? Suggested, string Proposed, DateTimeOffset CompletedAt);

internal sealed class RatingStrip(RatingOfPerson rating) : IPersonPart
{
    public PersonPlace Place => PersonPlace.Strip;

    public int Order => 40;

    public string View => "/Rating/People/RatingStrip.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken) => await rating.LoadAsync(person, cancellationToken);
}

internal sealed class RatingButton : IPersonPart
{
    public PersonPlace Place => PersonPlace.Button;

    public int Order => 20;

    public string View => "/Rating/People/RatingButton.cshtml";

    public Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken) => Task.FromResult<object?>(person);
}

internal sealed class RatingCard(RatingOfPerson rating) : IPersonPart
{
    public PersonPlace Place => PersonPlace.Card;

    public int Order => 10;

    public string View => "/Rating/People/RatingCard.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken)
        => await rating.LoadAsync(person, cancellationToken) is { } seen ? seen with { Tool = await rating.ToolAsync(person, cancellationToken) } : null;
}
