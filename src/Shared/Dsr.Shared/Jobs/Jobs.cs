using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dsr.Shared;

/// <summary>
/// A recurring job. It asks the database what is due and claims it by a natural key, so that two schedulers, two hosts or a crash do no harm.
/// </summary>
public interface IRecurringJob
{
    /// <summary>Its name on the command line and in the table of runs: <c>remind-consent-renewal</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence for the jobs page.</summary>
    string What { get; }

    /// <summary>When it runs, in London time.</summary>
    Schedule When { get; }

    /// <summary>Runs it; answers how many things it did.</summary>
    Task<int> RunAsync(CancellationToken cancellationToken);
}

/// <summary>When a job runs: every day at a London time, or every so many minutes.</summary>
public sealed record Schedule(TimeOnly? DailyAt, int? EveryMinutes)
{
    /// <summary>Every day at this London time.</summary>
    public static Schedule Daily(int hour, int minute = 0) => new(new TimeOnly(hour, minute), null);

    /// <summary>Every so many minutes, counted from midnight.</summary>
    public static Schedule Every(int minutes) => new(null, minutes);

    /// <summary>As a Quartz or Hangfire expression would say it, in words.</summary>
    public string Words => DailyAt is { } at ? $"Every day at {at.ToString(at.Minute == 0 ? "%h" : "h:mm", CultureInfo.InvariantCulture)}{(at.Hour < 12 ? "am" : "pm")}" : $"Every {EveryMinutes} minutes";

    /// <summary>The next run after a London time. A time that the clocks skip runs an hour later; one that they repeat runs once.</summary>
    public DateTime NextAfter(DateTime london)
    {
        if (DailyAt is { } at) return london < london.Date + at.ToTimeSpan() ? london.Date + at.ToTimeSpan() : london.Date.AddDays(1) + at.ToTimeSpan();
        var minutes = (int)(london - london.Date).TotalMinutes / EveryMinutes!.Value * EveryMinutes.Value + EveryMinutes.Value;
        return london.Date.AddMinutes(minutes);
    }
}

/// <summary>One run of a job.</summary>
public sealed record JobRun(Guid Id, string Job, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string Outcome, string StartedBy, int? Done, string? Problem);

/// <summary>Runs jobs and keeps the table of runs, the same under any scheduler.</summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, ILogger<JobRunner> log)
{
    /// <summary>Runs a job now; answers its run, or null when no job has that name.</summary>
    public async Task<JobRun?> RunAsync(string name, string startedBy, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        if (scope.ServiceProvider.GetServices<IRecurringJob>().FirstOrDefault(each => each.Name == name) is not { } job) return null;

        var run = new JobRun(Ids.New(), name, clock.GetUtcNow(), null, "running", startedBy, null, null);
        await db.WriteAsync(work => work.ExecuteAsync("insert into shared_job_run (id, job, started_at, outcome, started_by) values (@Id, @Job, @StartedAt, @Outcome, @StartedBy)", run), cancellationToken);
        try
        {
            run = run with { Done = await job.RunAsync(cancellationToken), Outcome = "done" };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(log, name, run.Id, exception.GetType().Name, exception.StackTrace);
            run = run with { Outcome = "failed", Problem = exception.GetType().Name };
        }
        run = run with { FinishedAt = clock.GetUtcNow() };
        await db.WriteAsync(work => work.ExecuteAsync("update shared_job_run set finished_at = @FinishedAt, outcome = @Outcome, done = @Done, problem = @Problem where id = @Id", run), CancellationToken.None);
        return run;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job}, run {Run}, failed: {Problem} {Stack}")]
    private static partial void LogFailed(ILogger log, string job, Guid run, string problem, string? stack);
}

/// <summary>What the jobs page and <c>jobs list</c> show.</summary>
public sealed class JobLog(Db db, IEnumerable<IRecurringJob> jobs)
{
    /// <summary>Every job with its last runs, newest first, at most <paramref name="runs"/> each.</summary>
    public async Task<IReadOnlyList<(IRecurringJob Job, IReadOnlyList<JobRun> Runs)>> ListAsync(int runs, CancellationToken cancellationToken)
    {
        var list = new List<(IRecurringJob, IReadOnlyList<JobRun>)>();
        foreach (var job in jobs.OrderBy(job => job.Name, StringComparer.Ordinal))
            list.Add((job, await db.QueryAsync<JobRun>(
                """
                select id, job, started_at, finished_at, outcome, started_by, done, problem
                from shared_job_run
                where job = @Name
                order by started_at desc
                limit @runs
                """, new { job.Name, runs }, cancellationToken)));
        return list;
    }
}
