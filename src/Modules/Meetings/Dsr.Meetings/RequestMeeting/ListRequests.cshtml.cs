namespace Dsr.Meetings;

/// <summary>Requests for Meetings by Exception, those that wait first, and how many this quarter (seed 000: their number has grown).</summary>
[Needs("requests.read", Roles.Team)]
internal sealed class ListRequestsPage(Db db, Viewer viewer, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private const string Queue =
        """
        select r.id, r.person_id, p.first_name, p.last_name, r.purpose, r.team_meeting_held, r.how_soon, r.state, r.asked_at, r.asked_by_signature
        from meetings_request r
        join meetings_person p on p.id = r.person_id and p.state = 'active'
        join meetings_authority a on a.person_id = p.id and a.ends_on >= @today and a.withdrawn_at is null
        where r.area = @area
        order by case r.state when 'sent' then 0 when 'accepted' then 1 when 'own-meeting-first' then 2 when 'planned' then 3 else 4 end, r.asked_at desc
        limit 100
        """;

    private const string Count =
        """
        select count(*)
        from meetings_request
        where area = @area and asked_at >= @from
        """;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Quarter { get; private set; }

    public DateOnly QuarterFrom { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        QuarterFrom = new DateOnly(today.Year, (((today.Month - 1) / 3) * 3) + 1, 1);
        Rows = await db.QueryAsync<Row>(Queue, new { area = viewer.Area, today }, cancellationToken);
        Quarter = (int)await db.FirstAsync<long>(Count, new { area = viewer.Area, from = London.StartOf(QuarterFrom) }, cancellationToken);
        await audit.ReadAsync("requests.meetings", Rows.Select(row => row.PersonId));
        return true;
    }

    internal sealed record Row(Guid Id, Guid PersonId, string FirstName, string LastName, string Purpose, bool TeamMeetingHeld, string HowSoon, string State, DateTimeOffset AskedAt, string AskedBySignature);
}
