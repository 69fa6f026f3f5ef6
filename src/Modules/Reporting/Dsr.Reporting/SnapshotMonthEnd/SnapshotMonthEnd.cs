namespace Dsr.Reporting;

/// <summary>Keeps each area's figures of the last month end, once: fixed numbers, so that two reports cannot be set against each other (domain 7.3).</summary>
internal sealed class SnapshotMonthEnd(Db db, Areas areas, TimeProvider clock) : IRecurringJob
{
    private const string Claim =
        """
        insert into reporting_month_end (area, as_at, taken_at)
        values (@Area, @AsAt, @Now)
        on conflict (area, as_at) do nothing
        """;

    private const string Keep =
        """
        insert into reporting_month_end_count (area, as_at, place, rating, age_group, people)
        values (@Area, @AsAt, @Place, @Rating, @AgeGroup, @People)
        """;

    public string Name => "snapshot-month-end";

    public string What => "Keeps the figures of the last month end for analysts. After a stop it takes them on its first run.";

    public Schedule When => Schedule.Daily(0, 5);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        foreach (var area in areas.All) taken += await TakeAsync(area, cancellationToken) ? 1 : 0;
        return taken;
    }

    /// <summary>Takes the area's figures of the last month end; false where they are kept already.</summary>
    public async Task<bool> TakeAsync(Area area, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var asAt = new DateOnly(today.Year, today.Month, 1).AddDays(-1);
        var taken = false;
        await db.WriteAsync(async work =>
        {
            taken = await work.ExecuteAsync(Claim, new { Area = area.Key, AsAt = asAt, work.Now }) == 1;
            if (!taken) return;
            foreach (var count in await work.QueryAsync<RatingCount>(RatingCounts.Count, RatingCounts.Parameters(area.Key, asAt)))
                await work.ExecuteAsync(Keep, new { Area = area.Key, AsAt = asAt, Place = count.Place ?? RatingReport.Elsewhere, count.Rating, count.AgeGroup, count.People });
        }, cancellationToken);
        return taken;
    }
}
