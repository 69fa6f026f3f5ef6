namespace Dsr.Referrals;

/// <summary>Referrals: a professional's own (drafts, sent, decided); the DSR team's new ones by deadline, and those decided (7.E).</summary>
[Needs("referrals.list", Roles.Professional + "," + Roles.Team)]
internal sealed class ReferralsPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    public bool ForTeam => viewer.IsTeam && Shown is "new" or "waiting" or "decided-by-team";

    public string Shown { get; private set; } = "";

    public IReadOnlyList<(string Key, string Words, string Href)> Lists { get; private set; } = [];

    public string ShownWords => Lists.First(list => list.Key == Shown).Words;

    public IReadOnlyList<Referral> Rows { get; private set; } = [];

    public IReadOnlyList<Referral> InCrisis { get; private set; } = [];

    public HeldBack? Held { get; private set; }

    /// <summary>What the area passed on: the team sees where each went, and nothing else.</summary>
    public IReadOnlyList<PassedReferral> Passed { get; private set; } = [];

    public string RegisterName(string area) => areas[area].RegisterName;

    public string? NextHref { get; private set; }

    public string DateWords => Shown switch { "new" => "Decide by", "waiting" => "Asked on", "drafts" => "Ends on", "sent" => "Decision by", _ => "Decided" };

    public string Empty => Shown switch { "new" => "No new referrals.", "waiting" => "No referral waits for information.", "passed" => "No referral was passed on.", "drafts" => "You have no drafts. Make a referral.", "sent" => "You have no referrals waiting for a decision.", _ => "No decided referrals." };

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        Lists = await ListsAsync(cancellationToken);
        Shown = Lists.Any(list => list.Key == Show) ? Show! : Lists[0].Key;

        if (Shown == "passed")
        {
            Passed = await PassedReferral.LatestAsync(db, viewer.Area, cancellationToken);
            return true;
        }

        // keyset: what follows the last row's date and id
        var (afterDate, afterId) = After?.Split('_') is [{ Length: > 0 } date, var text] && Guid.TryParse(text, out var id) ? (date, id) : ("", Guid.Empty);
        var rows = await db.QueryAsync<Referral>(Referral.Select + Where(Shown), new { viewer.Area, viewer.UserId, today, afterDate, afterId, Limit = PageSize + 1 }, cancellationToken);
        Rows = [.. rows.Take(PageSize)];
        if (rows.Count > PageSize) NextHref = $"/referrals?show={Shown}&after={Key(Rows[^1])}_{Sql.Text(Rows[^1].Id)}";
        if (Shown == "new")
        {
            Held = await HeldBack.OfAsync(db, viewer.Area, cancellationToken);
            InCrisis = await db.QueryAsync<Referral>(
                Referral.Select +
                """
                where r.area = @Area
                and r.state = 'submitted'
                and r.in_crisis = 1
                order by r.submitted_at, r.id
                limit 50
                """, new { viewer.Area }, cancellationToken);
        }
        await audit.ReadAsync("referrals.list", Rows.Concat(InCrisis).Select(row => row.PersonId).Distinct());
        return true;
    }

    /// <summary>A sender who may not see the person any more (no authority in force) sees the referral's reference alone.</summary>
    public string Name(Referral row) => ForTeam || row.State == "draft" || row.MaySee(viewer, clock.Today()) ? row.Name : row.Reference;

    public string Href(Referral row) => row.State == "draft" ? Links.Draft(row.Id) : ForTeam ? Links.Triage(row.Reference) : Links.Referral(row.Reference);

    public DateOnly Date(Referral row) => Shown switch
    {
        "drafts" => row.ExpiresOn,
        "new" or "sent" => row.DecideByOn!.Value,
        "waiting" => row.WaitingSince!.Value.LondonDate(),
        _ => row.DecidedAt!.Value.LondonDate(),
    };

    public (string Words, string? Colour) Left(Referral row) => ReferralClock.LeftOn(areas[row.Area].Section<ReferralsArea>("referrals").Clocks.Decision.Unit, row.DecideByOn!.Value, clock.Today());

    public static string? Colour(string state) => state switch { "accepted" => "green", "declined" or "withdrawn" => "grey", "draft" => "white", _ => null };

    private async Task<IReadOnlyList<(string Key, string Words, string Href)>> ListsAsync(CancellationToken cancellationToken)
    {
        var mine = new (string Key, string Words, string Href)[] { ("drafts", viewer.IsTeam ? "My drafts" : "Drafts", "/referrals?show=drafts"), ("sent", viewer.IsTeam ? "Sent by me" : "Sent", "/referrals?show=sent") };
        if (!viewer.IsTeam) return [.. mine, ("decided", "Decided", "/referrals?show=decided")];

        var counts = (await db.FirstAsync<Counts>(
            """
            select
              (select count(*) from (select 1 from referrals_referral where area = @Area and state = 'submitted' and waiting_since is null limit 1001) as n) as fresh,
              (select count(*) from (select 1 from referrals_referral where area = @Area and state = 'submitted' and waiting_since is not null limit 1001) as w) as waiting
            """, new { viewer.Area }, cancellationToken))!;
        return
        [
            ("new", $"New ({Counted(counts.Fresh)})", "/referrals?show=new"), ("waiting", $"Waiting for information ({Counted(counts.Waiting)})", "/referrals?show=waiting"),
            ("decided-by-team", "Decided", "/referrals?show=decided-by-team"), ("passed", "Passed on", "/referrals?show=passed"), .. mine,
        ];

        static string Counted(int count) => count > 1000 ? "more than 1,000" : Words.Number(count);
    }

    private sealed record Counts(int Fresh, int Waiting);

    private string Key(Referral row) => Shown switch
    {
        "drafts" => Sql.Text(row.ExpiresOn),
        "new" or "sent" => Sql.Text(row.DecideByOn!.Value),
        "waiting" => Sql.Text(row.WaitingSince!.Value),
        _ => Sql.Text(row.DecidedAt!.Value),
    };

    private static string Where(string shown) => shown switch
    {
        "new" =>
            """
            where r.area = @Area
            and r.state = 'submitted'
            and r.waiting_since is null
            and (r.decide_by_on > @afterDate or (r.decide_by_on = @afterDate and r.id > @afterId))
            order by r.decide_by_on, r.id
            limit @Limit
            """,
        "waiting" =>
            """
            where r.area = @Area
            and r.state = 'submitted'
            and r.waiting_since is not null
            and (r.waiting_since > @afterDate or (r.waiting_since = @afterDate and r.id > @afterId))
            order by r.waiting_since, r.id
            limit @Limit
            """,
        "sent" =>
            """
            where r.started_by = @UserId
            and r.state = 'submitted'
            and (r.decide_by_on > @afterDate or (r.decide_by_on = @afterDate and r.id > @afterId))
            order by r.decide_by_on, r.id
            limit @Limit
            """,
        "drafts" =>
            """
            where r.started_by = @UserId
            and r.state = 'draft'
            and r.expires_on >= @today
            and (r.expires_on > @afterDate or (r.expires_on = @afterDate and r.id > @afterId))
            order by r.expires_on, r.id
            limit @Limit
            """,
        "decided-by-team" =>
            """
            where r.area = @Area
            and r.state in ('accepted', 'declined', 'joined', 'withdrawn')
            and (@afterDate = '' or r.decided_at < @afterDate or (r.decided_at = @afterDate and r.id < @afterId))
            order by r.decided_at desc, r.id desc
            limit @Limit
            """,
        _ =>
            """
            where r.started_by = @UserId
            and r.state in ('accepted', 'declined', 'joined', 'withdrawn')
            and (@afterDate = '' or r.decided_at < @afterDate or (r.decided_at = @afterDate and r.id < @afterId))
            order by r.decided_at desc, r.id desc
            limit @Limit
            """,
    };
}
