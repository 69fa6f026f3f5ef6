using Dsr.Shared;

namespace Dsr.Host.Commands;

internal sealed class JobsVerb(JobLog jobs, JobRunner runner, TimeProvider clock) : ICommandVerb
{
    public string Name => "jobs";

    public string Usage => "jobs list | run NAME";

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        switch (arguments)
        {
            case ["list"]:
                foreach (var (job, runs) in await jobs.ListAsync(1, cancellationToken))
                    await output.WriteLineAsync($"{job.Name}\t{job.When.Words}\tnext {job.When.NextAfter(clock.LondonNow().DateTime):yyyy-MM-dd HH:mm}\tlast {(runs.Count == 0 ? "never" : $"{runs[0].StartedAt:yyyy-MM-dd HH:mm}Z {runs[0].Outcome}")}");
                return 0;
            case ["run", var name]:
                if (await runner.RunAsync(name, "command line", cancellationToken) is not { } run)
                {
                    await output.WriteLineAsync($"There is no job {name}. See: dsr jobs list");
                    return 2;
                }
                await output.WriteLineAsync($"{run.Job}: {run.Outcome}, {run.Done ?? 0} done");
                return run.Outcome == "done" ? 0 : 1;
            default:
                await output.WriteLineAsync("Usage: dsr " + Usage);
                return 2;
        }
    }
}
