using System.Globalization;

namespace Dsr.Meetings;

/// <summary>Meetings to come and held. A professional sees those whose sent agenda has a person of theirs on it.</summary>
[Needs("meetings.list", Roles.Clinical)]
internal sealed class ListMeetingsPage(Db db, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const int Size = 25;

    private const string Columns =
        """
        select m.id, m.name, m.met_on, m.starts_at, m.ends_at, m.place, m.chair_name, m.state,
          (select count(*)
           from meetings_agenda_item i
           join meetings_authority a on a.person_id = i.person_id and a.ends_on >= @today and a.withdrawn_at is null
           where i.meeting_id = m.id and i.removed = 0) as people
        from meetings_meeting m
        where m.area = @area
          and (@team = 1 or (m.state <> 'planned' and exists (
            select 1
            from meetings_agenda_item i
            join meetings_authority a on a.person_id = i.person_id and a.ends_on >= @today and a.withdrawn_at is null
            join meetings_open_link l on l.person_id = i.person_id
              and (l.user_id = @user or (l.user_id is null and l.organisation_id = @organisation))
              and l.from_on <= @today and (l.ends_on is null or l.ends_on >= @today)
            where i.meeting_id = m.id and i.removed = 0)))

        """;

    private const string Upcoming = Columns +
        """
          and m.state not in ('finalised', 'cancelled') and (m.met_on > @afterOn or (m.met_on = @afterOn and m.id > @afterId))
        order by m.met_on, m.id
        limit @limit
        """;

    private const string Held = Columns +
        """
          and m.state in ('finalised', 'cancelled') and (m.met_on < @afterOn or (m.met_on = @afterOn and m.id < @afterId))
        order by m.met_on desc, m.id desc
        limit @limit
        """;

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    public bool Past => Show == "past";

    public bool MayPlan => viewer.IsTeam || viewer.Role == Roles.Chair;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var (afterOn, afterId) = Key();
        var rows = await db.QueryAsync<Row>(Past ? Held : Upcoming, new
        {
            area = viewer.Area, team = MayPlan, user = viewer.UserId, organisation = viewer.OrganisationId, today = clock.Today(), afterOn, afterId, limit = Size + 1,
        }, cancellationToken);
        Rows = [.. rows.Take(Size)];
        if (rows.Count > Size) Next = $"{Links.Meetings}?show={(Past ? "past" : "upcoming")}&after={Sql.Text(Rows[^1].MetOn)}.{Sql.Text(Rows[^1].Id)}";
        return true;
    }

    /// <summary>Where a row leads: a professional's pack closes 14 days after the meeting.</summary>
    public string? Address(Row row)
        => MayPlan ? Links.Meeting(row.Id) : clock.Today() <= row.MetOn.AddDays(PapersPage.WindowDays) ? Links.Meeting(row.Id, "papers") : null;

    private (DateOnly On, Guid Id) Key()
        => After is { Length: 47 } && DateOnly.TryParseExact(After[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) && Guid.TryParse(After[11..], out var id)
            ? (on, id)
            : Past ? (DateOnly.MaxValue, Guid.AllBitsSet) : (DateOnly.MinValue, Guid.Empty);

    internal sealed record Row(Guid Id, string Name, DateOnly MetOn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, string? ChairName, string State, int People);
}
