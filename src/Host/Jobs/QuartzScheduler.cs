using Dsr.Shared;
using Quartz;

namespace Dsr.Host.Jobs;

/// <summary>The default scheduler. It only knocks: what is due stands in the database.</summary>
internal static class QuartzScheduler
{
    public static IServiceCollection AddScheduler(this IServiceCollection services)
    {
        services.AddQuartz();
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services.AddHostedService<Planner>();
    }

    private static string Cron(Shared.Schedule when) => when switch
    {
        { DailyAt: { } at } => $"0 {at.Minute} {at.Hour} * * ?",
        { EveryMinutes: >= 60 and { } minutes } => $"0 0 0/{minutes / 60} * * ?",
        _ => $"0 0/{when.EveryMinutes} * * * ?",
    };

    /// <summary>Plans every job when the host starts.</summary>
    private sealed class Planner(ISchedulerFactory factory, IServiceScopeFactory scopes) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var scheduler = await factory.GetScheduler(cancellationToken);
            await using var scope = scopes.CreateAsyncScope();
            foreach (var job in scope.ServiceProvider.GetServices<IRecurringJob>())
            {
                var detail = JobBuilder.Create<Knock>().WithIdentity(job.Name).Build();
                var trigger = TriggerBuilder.Create().WithCronSchedule(Cron(job.When), cron => cron.InTimeZone(London.Zone)).Build();
                await scheduler.ScheduleJob(detail, trigger, cancellationToken: cancellationToken);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    [DisallowConcurrentExecution]
    private sealed class Knock(JobRunner runner) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
            => await runner.RunAsync(context.JobDetail.Key.Name, "schedule", cancellationToken);
    }
}
