namespace Dsr.Referrals;

/// <summary>Who asks for somebody to come off the register: what waits, the longest first, and what was decided, the latest first. It is also where the team finds entries that are closed.</summary>
[Needs("removals.read", Roles.Team)]
internal sealed class ListRemovalsPage(Db db, Viewer viewer, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public bool Decided { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string? Next { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var edge = After is { } id ? await db.FirstAsync<Edge>("select coalesce(decided_at, '') as decided, asked_at, id from referrals_removal where id = @id and area = @Area", new { id, viewer.Area }, cancellationToken) : null;
        var found = await db.QueryAsync<Row>(
            $"""
             select r.id, r.person_id, p.first_name, p.last_name, r.reason, r.state, r.asked_at, r.asked_by_signature, r.decide_by_on, r.decided_at
             from referrals_removal as r
             join referrals_person as p on p.id = r.person_id
             where r.area = @Area
             {(Decided ? "and r.decided_at > ''" : "and r.state = 'asked'")}
             {(edge is null ? "" : Decided ? "and (r.decided_at, r.id) < (@Decided, @Id)" : "and (r.asked_at, r.id) > (@AskedAt, @Id)")}
             order by {(Decided ? "r.decided_at desc, r.id desc" : "r.asked_at, r.id")}
             limit {PageSize + 1}
             """, new { viewer.Area, edge?.Decided, edge?.AskedAt, edge?.Id }, cancellationToken);
        Rows = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = $"{Links.Removals}?{(Decided ? "decided=true&" : "")}after={Rows[^1].Id}";
        await audit.ReadAsync("requests.removals", Rows.Select(row => row.PersonId));
        return true;
    }

    internal sealed record Row(
        Guid Id, Guid PersonId, string FirstName, string LastName, string Reason, string State, DateTimeOffset AskedAt, string AskedBySignature, DateOnly DecideByOn, DateTimeOffset? DecidedAt)
    {
        public (string Colour, string Words) Tag => State switch { "agreed" => ("green", "Taken off"), "in-error" => ("grey", "Recorded in error"), _ => ("grey", "Not yet") };
    }

    private sealed record Edge(string Decided, string AskedAt, Guid Id);
}
