namespace Dsr.Referrals;

/// <summary>The timeline of a person, newest first, 25 a page, by kind.</summary>
[Needs("people.read", Roles.Clinical, ReadOnly = true)]
internal sealed class UpdatesPage(Db db, Entry entry, CurrentPerson person) : PageModel, ILoads
{
    private const int PageSize = 25;
    private const int GroupedFrom = 20;

    public static readonly IReadOnlyList<(string Key, string Words)> Kinds =
    [
        ("", "All"), ("update", "Updates"), ("rating", "Ratings"), ("authority", "Consent and decisions"), ("meeting", "Meetings"), ("action", "Actions"), ("owner", "Owner"),
    ];

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Event> Events { get; private set; } = [];

    public string? Next { get; private set; }

    public string Reference => person.Reference;

    public string? OwnerName { get; private set; }

    public bool ByMonth => Events.Count > GroupedFrom;

    public string Address(string kind) => kind.Length == 0 ? Links.Person.Updates(person.Reference) : $"{Links.Person.Updates(person.Reference)}?kind={kind}";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { } row) return false;
        OwnerName = row.OwnerName;
        Kind = Kinds.FirstOrDefault(kind => kind.Key == Kind).Key ?? "";
        var edge = After is { } id
            ? await db.FirstAsync<EdgeRow>("select at, id from referrals_event where id = @id and person_id = @person", new { id, person = person.Id }, cancellationToken)
            : null;
        var found = await db.QueryAsync<Event>(
            $"""
             select id, at, kind, who, title, body
             from referrals_event
             where person_id = @Id
             {(Kind.Length == 0 ? "" : "and kind = @Kind")}
             {(edge is null ? "" : "and (at, id) < (@edgeAt, @edgeId)")}
             order by at desc, id desc
             limit {PageSize + 1}
             """, new { person.Id, Kind, edgeAt = edge?.At, edgeId = edge?.Id }, cancellationToken);
        Events = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = Address(Kind) + (Kind.Length == 0 ? "?" : "&") + "after=" + Events[^1].Id;
        return true;
    }

    internal sealed record Event(Guid Id, DateTimeOffset At, string Kind, string Who, string Title, string? Body);

    private sealed record EdgeRow(DateTimeOffset At, Guid Id);
}
