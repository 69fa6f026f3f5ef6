namespace Dsr.Meetings;

/// <summary>Who could be at a meeting, and who is: organisations that have an agreement on the day.</summary>
internal sealed record AttendanceList(IReadOnlyList<AttendanceList.Row> Rows)
{
    private const string Signed =
        """
        select o.id, o.name, o.kinds, t.who,
          case when t.organisation_id is null then 0 else 1 end as here
        from meetings_organisation o
        left join meetings_attendance t on t.organisation_id = o.id and t.meeting_id = @id
        where o.area = @area and o.from_on <= @on and (o.ends_on is null or o.ends_on >= @on)
        order by o.name, o.id
        """;

    /// <summary>The organisations with an agreement: today before the meeting, else on its day.</summary>
    public static async Task<AttendanceList> LoadAsync(Db db, TimeProvider clock, Meeting meeting, CancellationToken cancellationToken)
        => new(await db.QueryAsync<Row>(Signed, new { id = meeting.Id, area = meeting.Area, on = meeting.Finalised ? meeting.MetOn : clock.Today() }, cancellationToken));

    /// <summary>The quorum as attendance stands; null while nobody is ticked.</summary>
    public static async Task<Quorum?> QuorumAsync(Db db, Areas areas, TimeProvider clock, Meeting meeting, AgendaList agenda, CancellationToken cancellationToken)
    {
        var rows = (await LoadAsync(db, clock, meeting, cancellationToken)).Rows;
        if (!rows.Any(row => row.Here)) return null;
        var area = areas[meeting.Area].Section<MeetingsArea>("meetings");
        return Quorum.Of(area.Quorum, rows.Select(row => row.Kinds), rows.Where(row => row.Here).Select(row => row.Kinds), agenda.On.Any(row => IsYoung(row.Person, meeting.MetOn)));
    }

    private static bool IsYoung(Candidate person, DateOnly on) => person.BornOn.AddYears(18) > on;

    internal sealed record Row(Guid Id, string Name, string Kinds, string? Who, bool Here);
}
