namespace Dsr.Referrals;

/// <summary>What people sent to the team by the public forms: what waits, the first due first; what was done, the latest first; what is held back.</summary>
[Needs("enquiries.read", Roles.Team)]
internal sealed class ListEnquiriesPage(Db db, Viewer viewer, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    private const int PageSize = 25;

    // a complaint falls due twice: what waits is few, and sorted as it is read
    private const string DueOn = "case when acknowledged_at is null then coalesce(acknowledge_by_on, answer_by_on) else answer_by_on end";

    public static readonly IReadOnlyList<(string Key, string Words)> Shows = [("", "Waiting"), ("done", "Answered and closed"), ("held", "Held back")];

    public static readonly IReadOnlyList<(string Key, string Words)> Kinds = [("", "All"), .. Enquiry.Kinds.Select(kind => (kind.Key, kind.Words))];

    [BindProperty(SupportsGet = true)]
    public string Show { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Enquiry> Rows { get; private set; } = [];

    public string? Next { get; private set; }

    public DateOnly Today => clock.Today();

    public static string Address(string show, string kind)
        => Links.Enquiries + (show, kind) switch { ("", "") => "", (_, "") => "?show=" + show, ("", _) => "?kind=" + kind, _ => $"?show={show}&kind={kind}" };

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Show = Shows.FirstOrDefault(show => show.Key == Show).Key ?? "";
        Kind = Kinds.FirstOrDefault(kind => kind.Key == Kind).Key ?? "";
        var done = Show == "done";
        var edge = After is { } id ? await db.FirstAsync<Edge>($"select {DueOn} as due_on, coalesce(done_at, '') as done_at, id from referrals_enquiry where id = @id and area = @Area", new { id, viewer.Area }, cancellationToken) : null;
        var found = await db.QueryAsync<Enquiry>(
            Enquiry.Select +
            $"""
             where area = @Area
             and state = @state
             {(Kind.Length == 0 ? "" : "and kind = @Kind")}
             {(edge is null ? "" : done ? "and (done_at, id) < (@DoneAt, @Id)" : $"and ({DueOn}, id) > (@DueOn, @Id)")}
             order by {(done ? "done_at desc, id desc" : $"{DueOn}, id")}
             limit {PageSize + 1}
             """, new { viewer.Area, state = Show.Length == 0 ? "open" : Show, Kind, edge?.DoneAt, edge?.DueOn, edge?.Id }, cancellationToken);
        Rows = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = Address(Show, Kind) + (Show.Length + Kind.Length == 0 ? "?" : "&") + "after=" + Rows[^1].Id;
        await audit.AskedAsync("enquiries", null);
        return true;
    }

    private sealed record Edge(string DueOn, string DoneAt, Guid Id);
}
