using Dsr.Shared;
using Dsr.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Dsr.Host.Admin;

/// <summary>Each job: what it does, when, how its runs ended; and "Run now".</summary>
[Needs("jobs.run", Roles.Administrator)]
internal sealed class JobsPage(JobLog log, JobRunner runner, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    public const string Route = "/admin/jobs";

    [BindProperty]
    public string Job { get; set; } = "";

    public IReadOnlyList<Line> Jobs { get; private set; } = [];

    public static string Took(TimeSpan time) => time.TotalSeconds < 1 ? "less than a second" : Words.Count((long)time.TotalSeconds, "second", "seconds");

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var now = clock.LondonNow().DateTime;
        Jobs = [.. (await log.ListAsync(10, cancellationToken)).Select(entry => new Line(entry.Job, NextRun(entry.Job.When.NextAfter(now)), entry.Runs))];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await runner.RunAsync(Job, viewer.Name, cancellationToken) is not { } run) return NotFound();
        return this.Done(run.Outcome == "done" ? $"{run.Job} has run: {Words.Number(run.Done ?? 0)} done." : $"{run.Job} has failed. The reference is {run.Id}.", Route);
    }

    private static string NextRun(DateTime london) => $"{Words.Date(DateOnly.FromDateTime(london))} at {Words.Time(TimeOnly.FromDateTime(london))}";

    internal sealed record Line(IRecurringJob Job, string Next, IReadOnlyList<JobRun> Runs);
}
