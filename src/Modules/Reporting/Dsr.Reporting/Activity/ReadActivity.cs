using System.Globalization;

namespace Dsr.Reporting;

/// <summary>What happened in six months, by month, with small numbers hidden along each row.</summary>
internal sealed class ReadActivity(Db db, Areas areas, Viewer viewer, TimeProvider clock)
{
    private const string Count =
        """
        select kind, substr(happened_on, 1, 7) as month, count(*) as happened
        from reporting_event
        where area = @area and happened_on >= @from and happened_on < @until
        group by kind, substr(happened_on, 1, 7)
        """;

    /// <summary>The DSR team and chair see this month as well; everybody else sees whole months.</summary>
    public async Task<ActivityReport?> ForViewerAsync(CancellationToken cancellationToken)
    {
        if (!areas.TryGet(viewer.Area, out var area)) return null;
        var rules = area.Section<ReportingArea>("reporting");
        var today = clock.Today();
        var live = viewer.IsTeam || viewer.Role == Roles.Chair;
        var until = new DateOnly(today.Year, today.Month, 1).AddMonths(live ? 1 : 0);
        var months = Enumerable.Range(-6, 6).Select(until.AddMonths).ToList();
        var counts = (await db.QueryAsync<Row>(Count, new { area = area.Key, from = months[0], until }, cancellationToken)).ToDictionary(row => (row.Kind, row.Month), row => row.Happened);
        return new ActivityReport(area, months, live ? today : until.AddDays(-1), live, rules,
            [.. EventKind.All.Select(kind => new ActivityRow(kind.Words, Hidden(kind.Kind, [.. months.Select(month => counts.GetValueOrDefault((kind.Kind, Key(month))))], rules)))]);
    }

    // a meeting is no person: its number gives nobody away
    private static IReadOnlyList<int?> Hidden(string kind, IReadOnlyList<int> counts, ReportingArea rules)
        => kind == EventKind.MeetingHeld
            ? [.. counts, counts.Sum()]
            : Suppress.Apply(new Figures([counts.Count], counts.Select((count, month) => (new[] { month }, count))), rules.Threshold, rules.Rounding).Values;

    private static string Key(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private sealed record Row
    {
        // set by name, not by constructor: SQLite knows no type of a computed column while there is no row
        public string Kind { get; init; } = "";

        public string Month { get; init; } = "";

        public int Happened { get; init; }
    }
}

/// <summary>A row of the report: a number for each month, and for all of them last; null where hidden.</summary>
internal sealed record ActivityRow(string Words, IReadOnlyList<int?> Numbers);

/// <summary>The report on what happened.</summary>
internal sealed record ActivityReport(Area Area, IReadOnlyList<DateOnly> Months, DateOnly AsAt, bool Live, ReportingArea Rules, IReadOnlyList<ActivityRow> Rows)
{
    /// <summary>What the numbers say, in one sentence made from them.</summary>
    public string Finding => Rows[0].Numbers[^1] is { } received
        ? $"About {Words.Number(received)} referrals were received in 6 months"
        : "Too few referrals were received in 6 months to show";
}
