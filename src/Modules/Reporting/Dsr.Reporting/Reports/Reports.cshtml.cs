namespace Dsr.Reporting;

/// <summary>The reports, by the question that each answers.</summary>
[Needs("reports.read", ReportingModule.Readers)]
internal sealed class ReportsPage(Viewer viewer, RatingCounts counts) : PageModel, ILoads
{
    public string Updated { get; private set; } = "";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var live = viewer.IsTeam || viewer.Role == Roles.Chair;
        Updated = live ? "Up to date now" : (await counts.AtLastMonthEndAsync(viewer.Area, cancellationToken)).MonthEnd is { } kept ? $"As at {Words.Date(kept.AsAt)}" : "No figures yet";
        return true;
    }
}
