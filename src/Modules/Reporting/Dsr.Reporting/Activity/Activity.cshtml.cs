using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Dsr.Reporting;

/// <summary>Referrals, updates, consent, admissions, meetings and actions by month (domain 7.2): numbers that name nobody and may leave the team.</summary>
[Needs("reports.read", ReportingModule.Readers)]
internal sealed class ActivityPage(ReadActivity read) : PageModel, ILoads
{
    public const string Route = "/reports/activity";

    public ActivityReport? Activity { get; private set; }

    public static async Task<IResult> DownloadAsync(ReadActivity read, CancellationToken cancellationToken)
    {
        if (await read.ForViewerAsync(cancellationToken) is not { } activity) return Results.NotFound();
        IEnumerable<IEnumerable<string>> rows =
        [
            ["What happened", .. activity.Months.Select(Month), "6 months"],
            .. activity.Rows.Select(row => row.Numbers.Select(number => number?.ToString(CultureInfo.InvariantCulture) ?? "*").Prepend(row.Words)),
        ];
        return Results.File(Csv.Of(rows), "text/csv; charset=utf-8", $"dsr-activity-{Month(activity.Months[^1])}.csv");
    }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Activity = await read.ForViewerAsync(cancellationToken);
        return true;
    }

    private static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
