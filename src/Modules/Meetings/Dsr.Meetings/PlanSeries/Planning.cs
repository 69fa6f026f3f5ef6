using Dsr.Meetings.Contracts;

namespace Dsr.Meetings;

/// <summary>A meeting to come into the calendar.</summary>
internal sealed record Planned(string Area, Guid? SeriesId, string Type, string Name, DateOnly On, TimeOnly Starts, TimeOnly Ends, string Place, Guid? ChairId, string? ChairName);

/// <summary>Puts meetings into the calendar and tells of them.</summary>
internal static class Planning
{
    public const int Ahead = 6;

    private const string Insert =
        """
        insert into meetings_meeting (id, series_id, area, type, name, met_on, starts_at, ends_at, place, chair_id, chair_name, state, version)
        values (@Id, @SeriesId, @Area, @Type, @Name, @On, @startsAt, @endsAt, @Place, @ChairId, @ChairName, 'planned', 1)
        """;

    public static async Task<Guid> AddAsync(Work work, Planned meeting)
    {
        var id = Ids.New(work.Now);
        var (startsAt, endsAt) = (London.At(meeting.On, meeting.Starts), London.At(meeting.On, meeting.Ends));
        await work.ExecuteAsync(Insert, new { Id = id, meeting.SeriesId, meeting.Area, meeting.Type, meeting.Name, meeting.On, startsAt, endsAt, meeting.Place, meeting.ChairId, meeting.ChairName });
        await work.PublishAsync(new MeetingScheduled(id, meeting.Area, meeting.Type, startsAt, endsAt));
        return id;
    }
}
