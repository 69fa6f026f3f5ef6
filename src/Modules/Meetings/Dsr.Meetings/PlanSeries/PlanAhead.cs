using System.Globalization;

namespace Dsr.Meetings;

/// <summary>Keeps the next meetings of every series planned, so that a register is never without a date.</summary>
internal sealed class PlanAhead(Db db, TimeProvider clock) : IRecurringJob
{
    private const string AllSeries =
        """
        select id, area, name, day, every_weeks, anchor_on, nth, starts, ends, place, chair_id, chair_name
        from meetings_series
        order by id
        """;

    private const string Dates =
        """
        select met_on
        from meetings_meeting
        where series_id = @Id and met_on >= @today
        """;

    public string Name => "plan-meetings";

    public string What => "Plans the next 6 meetings of every series.";

    public Schedule When => Schedule.Daily(2, 15);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (today, planned) = (clock.Today(), 0);
        foreach (var series in await db.QueryAsync<Row>(AllSeries, cancellationToken: cancellationToken))
            await db.WriteAsync(async work =>
            {
                var known = (await work.QueryAsync<DateOnly>(Dates, new { series.Id, today })).ToHashSet();
                foreach (var date in SeriesDates.Next(series.Pattern, today, Planning.Ahead).Where(date => !known.Contains(date)))
                {
                    await Planning.AddAsync(work, new Planned(series.Area, series.Id, "tracking", series.Name, date, Time(series.Starts), Time(series.Ends), series.Place, series.ChairId, series.ChairName));
                    planned++;
                }
            }, cancellationToken);
        return planned;
    }

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private sealed record Row(Guid Id, string Area, string Name, int Day, int? EveryWeeks, DateOnly? AnchorOn, int? Nth, string Starts, string Ends, string Place, Guid? ChairId, string? ChairName)
    {
        public MeetingPattern Pattern => new((DayOfWeek)Day, EveryWeeks, AnchorOn, (Meetings.Nth?)Nth);
    }
}
