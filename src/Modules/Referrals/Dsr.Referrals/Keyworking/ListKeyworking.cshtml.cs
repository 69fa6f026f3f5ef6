namespace Dsr.Referrals;

/// <summary>Whom the team should see referred to keyworking or peer support, and how each referral stands.</summary>
[Needs("keyworking.read", Roles.Team)]
internal sealed class ListKeyworkingPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    private const int PageSize = 25;

    // those whom a rating asks to be referred (domain 1.4), by index from each rating
    private static string ToRefer(int urgency)
        => $"""
           select p.id, p.id as person_id, p.reference, p.first_name, p.last_name, p.born_on, p.rating, p.rating_urgency, '' as service, null as state_on, '' as worker_name
           from referrals_person as p
           where p.area = @Area
           and p.state = 'active'
           and p.keyworking is null
           and p.rating_urgency = {urgency}
           and p.born_on > @tooOld
           and (p.rating_urgency, p.born_on, p.id) > (@Urgency, @BornOn, @Id)
           and p.authority_ends_on >= @today
           and p.withdrawn_at is null
           and not exists (select 1 from referrals_contact as c where c.person_id = p.id and c.kind = 'keyworker' and c.ended_at is null)
           order by p.rating_urgency, p.born_on, p.id
           limit @Limit
           """;

    /// <summary>What the page shows, the first without a name in the address.</summary>
    public static readonly IReadOnlyList<(string Key, string Words)> Shows = [("", "To refer"), .. KeyworkingState.All.Select(state => (state.Key, state.Words))];

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string? Next { get; private set; }

    public DateOnly Today => clock.Today();

    public int UpperAge => KeyworkingRules.UpperAge(Area);

    public IReadOnlyList<PublicArea.Service> Services => KeyworkingRules.Services(Area);

    private Area Area => areas[viewer.Area];

    public static string Address(string show) => show.Length == 0 ? Links.Keyworking : $"{Links.Keyworking}?show={show}";

    public (DateOnly On, bool Soon)? LastDay(Row row) => row.BornOn is { } born && (Show!.Length == 0 || KeyworkingState.IsOpen(Show)) ? (KeyworkingRules.LastDay(born, Area), KeyworkingRules.EndsSoon(born, Today, Area)) : null;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Show = Shows.FirstOrDefault(show => show.Key == Show).Key ?? "";
        var found = Show.Length > 0 ? await StandingAsync(Show, cancellationToken) : Services.Count > 0 ? await ToReferAsync(cancellationToken) : [];
        Rows = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = Address(Show) + (Show.Length == 0 ? "?" : "&") + "after=" + Rows[^1].Id;
        await audit.ReadAsync("keyworking", Rows.Select(row => row.PersonId).Distinct());
        return true;
    }

    private async Task<IReadOnlyList<Row>> ToReferAsync(CancellationToken cancellationToken)
    {
        var edge = After is { } id ? await db.FirstAsync<PersonEdge>("select rating_urgency, coalesce(born_on, '') as born_on, id from referrals_person where id = @id and area = @Area", new { id, viewer.Area }, cancellationToken) : null;
        return await db.QueryAsync<Row>(
            $"""
             select id, person_id, reference, first_name, last_name, born_on, rating, service, state_on, worker_name
             from (
               select * from ({ToRefer(1)}) as red
               union all
               select * from ({ToRefer(2)}) as amber
             ) as people
             order by rating_urgency, born_on, id
             limit @Limit
             """, new
            {
                viewer.Area, tooOld = KeyworkingRules.TooOldBornOn(Today, Area), today = Today, Limit = PageSize + 1,
                Urgency = edge?.RatingUrgency ?? 0, BornOn = edge?.BornOn ?? "", Id = edge?.Id ?? Guid.Empty,
            }, cancellationToken);
    }

    /// <summary>Who waits stands first, the longest first; what is over, the latest first.</summary>
    private async Task<IReadOnlyList<Row>> StandingAsync(string state, CancellationToken cancellationToken)
    {
        var over = !KeyworkingState.IsOpen(state);
        var edge = After is { } id ? await db.FirstAsync<StateEdge>("select state_on, id from referrals_keyworking where id = @id and area = @Area", new { id, viewer.Area }, cancellationToken) : null;
        return await db.QueryAsync<Row>(
            $"""
             select k.id, k.person_id, p.reference, p.first_name, p.last_name, p.born_on, p.rating, k.service, k.state_on, k.worker_name
             from referrals_keyworking as k
             join referrals_person as p on p.id = k.person_id
             where k.area = @Area
             and k.state = @state
             and p.state = 'active'
             {(edge is null ? "" : over ? "and (k.state_on, k.id) < (@StateOn, @Id)" : "and (k.state_on, k.id) > (@StateOn, @Id)")}
             order by {(over ? "k.state_on desc, k.id desc" : "k.state_on, k.id")}
             limit @Limit
             """, new { viewer.Area, state, edge?.StateOn, edge?.Id, Limit = PageSize + 1 }, cancellationToken);
    }

    internal sealed record Row(Guid Id, Guid PersonId, string Reference, string FirstName, string LastName, DateOnly? BornOn, string? Rating, string Service, DateOnly? StateOn, string WorkerName);

    private sealed record PersonEdge(int RatingUrgency, string BornOn, Guid Id);

    private sealed record StateEdge(string StateOn, Guid Id);
}
