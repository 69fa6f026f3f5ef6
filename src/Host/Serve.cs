using Dsr.Host.Demonstration;
using Dsr.Shared;

namespace Dsr.Host;

/// <summary>The verb <c>serve</c>: claims the database, brings it up to date, and answers until told to stop.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(WebApplication app, Settings settings)
    {
        var database = app.Services.GetRequiredService<Database>();
        database.ClaimServing();
        await app.Services.GetRequiredService<Migrator>().RunAsync();
        EndpointCheck.EveryEndpointSaysWhoMayCallIt(app);
        if (settings.Demonstration && !await DemonstrationLoader.LoadAsync(app.Services)) return 78;
        await FirstSteps.PrintAsync(app, settings);
        await app.RunAsync();
        return 0;
    }
}
