using Dsr.Shared;

namespace Dsr.Host.Demonstration;

/// <summary>Loads a made-up register for all five areas, once. Refuses a database that was not made by it.</summary>
internal static class DemonstrationLoader
{
    public static async Task<bool> LoadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        if (await db.FirstAsync<string>("select value from shared_fact where name = 'demonstration'") is not null) return true;
        if (await db.FirstAsync<long>("select count(*) from shared_audit") > 0)
        {
            await Console.Error.WriteLineAsync("--demo refuses this database: it was not made by --demo and holds other data. Choose another DSR_DATA or DSR_DATABASE.");
            return false;
        }

        foreach (var area in services.GetRequiredService<Areas>().All)
        {
            await using var one = services.CreateAsyncScope();
            foreach (var demonstration in one.ServiceProvider.GetServices<IDemonstration>().OrderBy(each => each.Order))
                await demonstration.LoadAsync(area, CancellationToken.None);
        }
        await db.WriteAsync(work => work.ExecuteAsync("insert into shared_fact (name, value) values ('demonstration', @Now)", new { work.Now }));
        return true;
    }
}
