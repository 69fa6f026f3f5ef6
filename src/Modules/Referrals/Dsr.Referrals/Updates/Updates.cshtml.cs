namespace Dsr.Referrals;

/// <summary>The timeline of a person, newest first, 25 a page, by kind.</summary>
[Needs("people.read", Roles.Clinical, ReadOnly = true)]
internal sealed class UpdatesPage(Db db, Entry entry, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const int PageSize = 25;
    private const int GroupedFrom = 20;

    public static readonly IReadOnlyList<(string Key, string Words)> Kinds =
    [
        ("", "All"), ("update", "Updates"), ("rating", "Ratings"), ("authority", "Consent and decisions"), ("meeting", "Meetings"), ("action", "Actions"), ("owner", "Owner"), ("details", "Details"), ("keyworking", "Keyworking"), ("removal", "Coming off the register"), ("transfer", "Moves between areas"),
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

    /// <summary>Whether the viewer gets mail when there is an update.</summary>
    public bool Follows { get; private set; }

    [BindProperty]
    public bool Following { get; set; }

    public bool ByMonth => Events.Count > GroupedFrom;

    public string Address(string kind) => kind.Length == 0 ? Links.Person.Updates(person.Reference) : $"{Links.Person.Updates(person.Reference)}?kind={kind}";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { } row) return false;
        OwnerName = row.OwnerName;
        Follows = await db.FirstAsync<Guid?>("select user_id from referrals_follower where person_id = @Id and user_id = @UserId", new { person.Id, viewer.UserId }, cancellationToken) is not null;
        Kind = Kinds.FirstOrDefault(kind => kind.Key == Kind).Key ?? "";
        // ids are made in the order of time, so that one index serves the page and its cursor
        var found = await db.QueryAsync<Event>(
            $"""
             select e.id, e.at, e.kind, e.who, e.object_id, e.title, coalesce(e.body, u.what) as body, u.risk, u.happened_on, u.spoke_to, u.why_no_one, u.added_by, u.error_at, u.error_by_signature, u.error_why
             from referrals_event as e
             left join referrals_update as u on u.id = e.object_id
             where e.person_id = @Id
             {(Kind.Length == 0 ? "" : "and e.kind = @Kind")}
             {(After is null ? "" : "and e.id < @After")}
             order by e.id desc
             limit {PageSize + 1}
             """, new { person.Id, Kind, After }, cancellationToken);
        var now = clock.GetUtcNow();
        Events =
        [
            .. found.Take(PageSize).Select(each => each with
            {
                FirstName = row.FirstName,
                ActionsHref = Links.Person.Page(person.Reference, "actions"),
                MarkError = each is { Kind: "update", ErrorAt: null, AddedBy: { } by } && !person.IsClosed && MarkErrorPage.May(viewer, by, each.At, now) ? Links.Person.Page(person.Reference, $"updates/{each.ObjectId}/error") : null,
            }),
        ];
        if (found.Count > PageSize) Next = Address(Kind) + (Kind.Length == 0 ? "?" : "&") + "after=" + Events[^1].Id;
        return true;
    }

    public async Task<IActionResult> OnPostFollowAsync(CancellationToken cancellationToken)
    {
        var next = await db.WriteAsync(async work =>
        {
            await work.ExecuteAsync(Following
                ? "insert into referrals_follower (person_id, user_id, from_at) values (@Id, @UserId, @Now) on conflict (person_id, user_id) do nothing"
                : "delete from referrals_follower where person_id = @Id and user_id = @UserId", new { person.Id, viewer.UserId, work.Now });
            await work.AuditAsync(Following ? "Followed" : "Unfollowed", person.Id, person.Id);
            return Links.Person.Updates(person.Reference);
        }, cancellationToken);
        return this.Done(Following ? "You get an e-mail, which names nobody, when there is an update." : "You get no more e-mails about updates here.", next);
    }

    /// <summary>One event, shown by the partial of its kind.</summary>
    internal sealed record Event(
        Guid Id, DateTimeOffset At, string Kind, string Who, Guid? ObjectId, string Title, string? Body, string? Risk, DateOnly? HappenedOn, string? SpokeTo, string? WhyNoOne,
        Guid? AddedBy, DateTimeOffset? ErrorAt, string? ErrorBySignature, string? ErrorWhy)
    {
        public string FirstName { get; init; } = "";

        public string ActionsHref { get; init; } = "";

        public string? MarkError { get; init; }

        public bool IsError => ErrorAt is not null;

        public string View => "/Referrals/Updates/Events/" + Kind switch
        {
            "update" when Risk is not null => "Update",
            "rating" => "Rating",
            "meeting" => "Meeting",
            "action" => "Action",
            _ => "Event",
        } + ".cshtml";

        public IReadOnlyList<string> Lines => (Body ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        /// <summary>The colour that a rating was changed to; none for an admission or discharge.</summary>
        public string? RatedTo => Title.Split(' ')[^1] is "red" or "amber" or "green" or "blue" ? Title.Split(' ')[^1] : null;

        public string RiskWords => Risk switch { "higher" => "Higher", "lower" => "Lower", "same" => "Same", _ => "Not sure" };

        public string SpokeToWords => string.Join(", ", (SpokeTo ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(who => who switch
        {
            "person" => FirstName,
            "family" => "family or carer",
            "professionals" => "other professionals",
            _ => string.IsNullOrEmpty(WhyNoOne) ? "no one" : $"no one: {WhyNoOne}",
        }));
    }
}
