namespace Dsr.Reporting;

/// <summary>How many people of a place have a rating and are of an age group.</summary>
internal sealed record RatingCount
{
    // set by name, not by constructor: SQLite knows no type of a computed column while there is no row
    public string? Place { get; init; }

    public string Rating { get; init; } = "";

    public int AgeGroup { get; init; }

    public int People { get; init; }
}

/// <summary>Counts people by rating, age group and local authority: as the register is now, or as it was kept at a month end.</summary>
internal sealed class RatingCounts(Db db)
{
    /// <summary>People who are rated and whose consent was not withdrawn. What is in no figure is counted in none.</summary>
    internal const string Count =
        """
        select place, rating, age_group, count(*) as people
        from (
          select local_authority as place, rating, case when born_on > @under18 then 0 when born_on > @under26 then 1 else 2 end as age_group
          from reporting_person
          where area = @area and withdrawn = 0 and rating is not null
        ) as counted
        group by place, rating, age_group
        """;

    public Task<IReadOnlyList<RatingCount>> NowAsync(string area, DateOnly today, CancellationToken cancellationToken)
        => db.QueryAsync<RatingCount>(Count, Parameters(area, today), cancellationToken);

    public async Task<(MonthEnd? MonthEnd, IReadOnlyList<RatingCount> Counts)> AtLastMonthEndAsync(string area, CancellationToken cancellationToken)
    {
        var monthEnd = await db.FirstAsync<MonthEnd>(
            """
            select as_at, taken_at
            from reporting_month_end
            where area = @area
            order by as_at desc
            limit 1
            """, new { area }, cancellationToken);
        return monthEnd is null ? (null, []) : (monthEnd, await db.QueryAsync<RatingCount>(
            """
            select place, rating, age_group, people
            from reporting_month_end_count
            where area = @area and as_at = @AsAt
            """, new { area, monthEnd.AsAt }, cancellationToken));
    }

    internal static object Parameters(string area, DateOnly day)
        => new { area, under18 = AgeGroup.UnderEighteenAfter(day), under26 = AgeGroup.UnderTwentySixAfter(day) };

    internal sealed record MonthEnd(DateOnly AsAt, DateTimeOffset TakenAt);
}
