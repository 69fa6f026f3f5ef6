using Dsr.Shared;

namespace Dsr.Host;

/// <summary>What an operator reads on the terminal after a start.</summary>
internal static class FirstSteps
{
    public static async Task PrintAsync(WebApplication app, Settings settings)
    {
        var database = await app.Services.GetRequiredService<Database>().VersionAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync($"Dynamic Support Register on {settings.PublicUrl} ({database})");
        await Console.Out.WriteLineAsync(settings.Demonstration
            ? "A demonstration with made-up people. Open the address, choose Log in, then Continue as … for any role of any area. Mail is written to the folder mail under the data folder."
            : "To invite the first administrator: dsr admin invite --email you@example.nhs.uk --name \"Your Name\" (or: dotnet run --project src/Host -- admin invite …)");
    }
}
