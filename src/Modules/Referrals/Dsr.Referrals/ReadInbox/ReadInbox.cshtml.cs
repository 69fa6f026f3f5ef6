namespace Dsr.Referrals;

/// <summary>The DSR team's inbox: what was not read yet, then what was; nobody has to e-mail as well as adding an update.</summary>
[Needs("inbox.read", Roles.Team)]
internal sealed class ReadInboxPage(Db db, Viewer viewer, AuditTrail audit) : PageModel, ILoads
{
    private const int PageSize = 25;

    private static readonly IReadOnlyDictionary<string, string[]> KindsOf = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["updates"] = ["update", "stale"],
        ["referrals"] = ["referral"],
        ["requests"] = ["removal", "transfer", "meeting", "placement", "keyworking", "enquiry"],
        ["consent"] = ["withdrawn", "lapsed"],
        ["owners"] = ["owner", "owner-left"],
    };

    /// <summary>The filters, in the order shown; "mine" is what the viewer took.</summary>
    public static readonly IReadOnlyList<(string Key, string Words)> Filters =
        [("", "Everything"), ("mine", "Taken by you"), ("updates", "Updates"), ("referrals", "Referrals"), ("requests", "Requests"), ("consent", "Consent"), ("owners", "Owners")];

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>The item that a button is about.</summary>
    [BindProperty]
    public Guid Item { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Read { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Row> Items { get; private set; } = [];

    public string? Next { get; private set; }

    public string Address => AddressOf(Read, Show ?? "");

    public static string AddressOf(bool read, string show)
        => Links.Inbox + (read, show.Length > 0) switch { (true, true) => "?read=true&show=" + show, (true, false) => "?read=true", (false, true) => "?show=" + show, _ => "" };

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Show = Filters.FirstOrDefault(filter => filter.Key == Show).Key ?? "";
        var kinds = KindsOf.GetValueOrDefault(Show);
        var edge = After is { } id
            ? await db.FirstAsync<EdgeRow>("select coalesce(read_at, '') as read_at, at, id from referrals_inbox where id = @id and area = @Area", new { id, viewer.Area }, cancellationToken)
            : null;
        var found = await db.QueryAsync<Row>(
            $"""
             select i.id, i.kind, i.at, i.who, i.title, i.read_at, reader.name as read_by, taker.name as taken_by, i.person_id, p.reference, p.first_name, p.last_name, p.state, r.reference as referral
             from referrals_inbox as i
             left join referrals_person as p on p.id = i.person_id and p.area = i.area
             left join referrals_referral as r on r.id = i.referral_id
             left join referrals_user as reader on reader.user_id = i.read_by
             left join referrals_user as taker on taker.user_id = i.taken_by
             where i.area = @Area
             {(Read ? "and i.read_at > ''" : "and i.read_at is null")}
             {(kinds is null ? "" : "and i.kind in @kinds")}
             {(Show == "mine" ? "and i.taken_by = @UserId" : "")}
             {(edge is null ? "" : Read ? "and (i.read_at, i.at, i.id) < (@edgeRead, @edgeAt, @edgeId)" : "and (i.at, i.id) < (@edgeAt, @edgeId)")}
             order by {(Read ? "i.read_at desc, i.at desc, i.id desc" : "i.at desc, i.id desc")}
             limit {PageSize + 1}
             """, new { viewer.Area, viewer.UserId, kinds, edgeRead = edge?.ReadAt, edgeAt = edge?.At, edgeId = edge?.Id }, cancellationToken);
        Items = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = Address + (Address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "after=" + Items[^1].Id;
        await audit.ReadAsync("inbox", Items.Where(item => item.PersonId is not null).Select(item => item.PersonId!.Value).Distinct());
        return true;
    }

    public async Task<IActionResult> OnPostReadAsync(CancellationToken cancellationToken)
        => this.Done("Marked as read.", await db.WriteAsync(async work =>
        {
            await work.ExecuteAsync(
                """
                update referrals_inbox
                set read_at = @Now, read_by = @UserId
                where id = @Item
                and area = @Area
                and read_at is null
                """, new { work.Now, viewer.UserId, Item, viewer.Area });
            await work.AuditAsync("InboxRead", Item);
            return Links.Inbox;
        }, cancellationToken));

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancellationToken)
        => this.Done("You have taken this.", await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(
                """
                update referrals_inbox
                set taken_by = @UserId
                where id = @Item
                and area = @Area
                and taken_by is null
                """, new { viewer.UserId, Item, viewer.Area });
            await work.AuditAsync("InboxTaken", Item);
            return Links.Inbox;
        }, cancellationToken));

    internal sealed record Row(
        Guid Id, string Kind, DateTimeOffset At, string Who, string Title, DateTimeOffset? ReadAt, string? ReadBy, string? TakenBy,
        Guid? PersonId, string? Reference, string? FirstName, string? LastName, string? State, string? Referral)
    {
        public string WhoWords => Who.Length == 0 ? "The service, automatically" : Who;
    }

    private sealed record EdgeRow(string ReadAt, DateTimeOffset At, Guid Id);
}
