namespace Dsr.Referrals;

/// <summary>The timeline of a person, newest first, 25 a page, by kind.</summary>
[Needs("people.read", Roles.Clinical, ReadOnly = true)]
internal sealed class UpdatesPage(Db db, Entry entry, CurrentPerson person) : PageModel, ILoads
{
    private const int PageSize = 25;
    private const int GroupedFrom = 20;

    public static readonly IReadOnlyList<(string Key, string Words)> Kinds =
    [
        ("", "All"), ("update", "Updates"), ("rating", "Ratings"), ("authority", "Consent and decisions"), ("meeting", "Meetings"), ("action", "Actions"), ("owner", "Owner"), ("removal", "Coming off the register"), ("transfer", "Moves between areas"),
    ];

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Event> Events { get; private set; } = [];

    public string? Next { get; private set; }

    public string Reference => person.Reference;

    public bool IsClosed => person.IsClosed;

    public string? OwnerName { get; private set; }

    public string FirstName { get; private set; } = "";

    public bool ByMonth => Events.Count > GroupedFrom;

    public string Address(string kind) => kind.Length == 0 ? Links.Person.Updates(person.Reference) : $"{Links.Person.Updates(person.Reference)}?kind={kind}";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { } row) return false;
        (OwnerName, FirstName) = (row.OwnerName, row.FirstName);
        Kind = Kinds.FirstOrDefault(kind => kind.Key == Kind).Key ?? "";
        // ids are made in the order of time, so that one index serves the page and its cursor
        var found = await db.QueryAsync<Event>(
            $"""
             select e.id, e.at, e.kind, e.who, e.title, coalesce(e.body, u.what) as body, u.risk, u.happened_on, u.spoke_to, u.why_no_one
             from referrals_event as e
             left join referrals_update as u on u.id = e.object_id
             where e.person_id = @Id
             {(Kind.Length == 0 ? "" : "and e.kind = @Kind")}
             {(After is null ? "" : "and e.id < @After")}
             order by e.id desc
             limit {PageSize + 1}
             """, new { person.Id, Kind, After }, cancellationToken);
        Events = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = Address(Kind) + (Kind.Length == 0 ? "?" : "&") + "after=" + Events[^1].Id;
        return true;
    }

    internal sealed record Event(
        Guid Id, DateTimeOffset At, string Kind, string Who, string Title, string? Body, string? Risk, DateOnly? HappenedOn, string? SpokeTo, string? WhyNoOne)
    {
        public string? RiskWords => Risk switch { "higher" => "Higher", "lower" => "Lower", "same" => "Same", null => null, _ => "Not sure" };

        public string SpokeToWords(string person) => string.Join(", ", (SpokeTo ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(who => who switch
        {
            "person" => person,
            "family" => "family or carer",
            "professionals" => "other professionals",
            _ => string.IsNullOrEmpty(WhyNoOne) ? "no one" : $"no one: {WhyNoOne}",
        }));
    }
}
