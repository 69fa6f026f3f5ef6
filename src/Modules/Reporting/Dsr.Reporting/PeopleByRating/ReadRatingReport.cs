namespace Dsr.Reporting;

/// <summary>Makes the report for whoever asks: as it is now for the DSR team and chair, as at the last month end for everybody else.</summary>
internal sealed class ReadRatingReport(RatingCounts counts, Areas areas, Viewer viewer, TimeProvider clock)
{
    /// <summary>The report and the day and moment of its numbers; null while there are no numbers yet.</summary>
    public async Task<Dated?> ForViewerAsync(CancellationToken cancellationToken)
    {
        if (!areas.TryGet(viewer.Area, out var area)) return null;
        var rules = area.Section<ReportingArea>("reporting");
        if (viewer.IsTeam || viewer.Role == Roles.Chair)
        {
            var today = clock.Today();
            return new Dated(area, new RatingReport(await counts.NowAsync(area.Key, today, cancellationToken), rules), today, clock.GetUtcNow(), true);
        }

        var (monthEnd, kept) = await counts.AtLastMonthEndAsync(area.Key, cancellationToken);
        return monthEnd is null ? null : new Dated(area, new RatingReport(kept, rules), monthEnd.AsAt, monthEnd.TakenAt, false);
    }

    internal sealed record Dated(Area Area, RatingReport Report, DateOnly AsAt, DateTimeOffset MadeAt, bool Live);
}
