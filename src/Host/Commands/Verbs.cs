using Dsr.Shared;

namespace Dsr.Host.Commands;

/// <summary>The verbs of the command line (contract.md, "The program"): the host's own and the modules'.</summary>
internal static class Verbs
{
    public static async Task<int> RunAsync(WebApplication app, string verb, string[] arguments, TextWriter output)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };

        await using var scope = app.Services.CreateAsyncScope();
        var verbs = scope.ServiceProvider.GetServices<ICommandVerb>().OrderBy(each => each.Name, StringComparer.Ordinal).ToList();
        if (verbs.Find(each => each.Name == verb) is not { } found)
        {
            await output.WriteLineAsync("Usage: dsr VERB");
            await output.WriteLineAsync("  serve [--demo] [--urls URL]");
            foreach (var each in verbs) await output.WriteLineAsync("  " + each.Usage);
            return verb is "help" ? 0 : 2;
        }
        if (verb is not ("migrate" or "doctor" or "restore")) await app.Services.GetRequiredService<Migrator>().RunAsync(stop.Token);
        return await found.RunAsync(arguments, output, stop.Token);
    }
}
