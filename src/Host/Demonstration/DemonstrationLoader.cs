using Dsr.Shared;

namespace Dsr.Host.Demonstration;

/// <summary>Loads a made-up register for all five areas, once. Refuses a database that was not made by it.</summary>
internal static class DemonstrationLoader
{
    public static async Task<bool> LoadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var facts = scope.ServiceProvider.GetRequiredService<Facts>();
        if (await facts.ReadAsync("demonstration") is not null) return true;
        if (await facts.HoldsDataAsync())
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
        await facts.WriteAsync("demonstration", "loaded");
        return true;
    }
}
