using Dsr.Shared;
using Hangfire;

namespace Dsr.Host.Jobs;

/// <summary>The client's card's scheduler, for where its packages are served: <c>-p:Scheduler=Hangfire</c>. It only knocks: what is due stands in the database.</summary>
internal static class HangfireScheduler
{
    public static IServiceCollection AddScheduler(this IServiceCollection services)
    {
        services.AddHangfire(configuration => configuration.UseInMemoryStorage());
        services.AddHangfireServer();
        return services.AddHostedService<Planner>();
    }

    private static string Cron(Schedule when) => when switch
    {
        { DailyAt: { } at } => $"{at.Minute} {at.Hour} * * *",
        { EveryMinutes: >= 60 and { } minutes } => $"0 */{minutes / 60} * * *",
        _ => $"*/{when.EveryMinutes} * * * *",
    };

    private sealed class Planner(IRecurringJobManager manager, IServiceScopeFactory scopes) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            using var scope = scopes.CreateScope();
            foreach (var job in scope.ServiceProvider.GetServices<IRecurringJob>())
            {
                var name = job.Name;
                manager.AddOrUpdate<JobRunner>(name, runner => runner.RunAsync(name, "schedule", CancellationToken.None), Cron(job.When), new RecurringJobOptions { TimeZone = London.Zone });
            }
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
