namespace Dsr.Rating;

/// <summary>What the ratings of the area ask for now: to be discussed, late or due within a week; for the team's lead also the tools that are being changed.</summary>
internal sealed class RatingsToDo(Db db, Viewer viewer, AuditTrail audit, TimeProvider clock) : IHomePart
{
    private const int Most = 10;

    private const int SoonDays = 7;

    private const string Due =
        """
        select p.id, p.reference, p.first_name, p.rating, f.words, f.due_on
        from rating_person p
        join rating_follow f on f.change_id = p.change_id
        where p.area = @Area
        and p.state = 'active'
        and p.gone = 0
        and f.wanted = 1
        and f.done_on is null
        and f.due_on <= @soon
        order by f.due_on, p.id
        limit @Most
        """;

    private const string Discuss =
        """
        select id, reference, first_name, rating, 'Discuss the rating: it was changed before it was agreed' as words, follow_up_due_on as due_on
        from rating_person
        where area = @Area
        and state = 'active'
        and gone = 0
        and follow_up_due_on is not null
        order by follow_up_due_on, id
        limit @Most
        """;

    private const string Drafts =
        """
        select area, tool_key, tool_version as number
        from rating_tool_version
        where area = @Area
        and state = 'draft'
        order by started_at desc
        limit 5
        """;

    public int Order => 12;

    public string Roles => Dsr.Shared.Roles.Team;

    public string View => "/Rating/Home/RatingsToDo.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var parameters = new { viewer.Area, soon = today.AddDays(SoonDays), Most };
        List<Row> rows = [.. await db.QueryAsync<Row>(Discuss, parameters, cancellationToken), .. await db.QueryAsync<Row>(Due, parameters, cancellationToken)];
        var drafts = viewer.Role == Dsr.Shared.Roles.TeamLead ? await db.QueryAsync<Draft>(Drafts, parameters, cancellationToken) : [];
        if (rows.Count == 0 && drafts.Count == 0) return null;
        await audit.ReadAsync("home.ratings", rows.Select(row => row.Id).Distinct());
        return new Model([.. rows.OrderBy(row => row.DueOn)], drafts, today);
    }

    internal sealed record Model(IReadOnlyList<Row> Rows, IReadOnlyList<Draft> Drafts, DateOnly Today);

    internal sealed record Row(Guid Id, string Reference, string FirstName, string Rating, string Words, DateOnly DueOn);

    internal sealed record Draft(string Area, string ToolKey, string Number);
}
