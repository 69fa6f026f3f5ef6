using Dsr.Shared;
using Dsr.Ui;

namespace Dsr.Host.Commands;

internal sealed class RestoreVerb(Backups backups, TimeProvider clock) : ICommandVerb
{
    public string Name => "restore";

    public string Usage => "restore FILE [--drill]";

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var drill = arguments.Contains("--drill");
        if (arguments.Where(word => word != "--drill").ToArray() is not [var file] || file.StartsWith('-'))
        {
            await output.WriteLineAsync("Usage: dsr " + Usage);
            return 2;
        }
        if (!backups.Possible)
        {
            await output.WriteLineAsync("PostgreSQL has its own restore (docs/operating.md).");
            return 2;
        }

        try
        {
            await output.WriteLineAsync("Unpacking and checking the backup …");
            var restored = await backups.RestoreAsync(Path.GetFullPath(file), drill, cancellationToken);
            await output.WriteLineAsync($"The backup of {Words.DateTime(restored.Manifest.MadeAt)} is whole: {Words.Number(restored.Manifest.Rows.Values.Sum())} rows in {restored.Manifest.Rows.Count} tables, and its audit holds.");
            await output.WriteLineAsync($"RPO {(clock.GetUtcNow() - restored.Manifest.MadeAt).TotalMinutes:0} minutes: what was written since then is not in it. RTO {restored.Took.TotalSeconds:0.0} seconds.");
            if (drill) await output.WriteLineAsync("A drill: the register was not touched.");
            else await output.WriteLineAsync(restored.KeptBefore is null ? "Restored." : $"Restored. What was there before is kept in {restored.KeptBefore}: delete it when you no longer need it.");
            return 0;
        }
        catch (BackupFileException exception)
        {
            await output.WriteLineAsync(exception.Message + " Nothing was changed.");
            return 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"The backup could not be read or unpacked: {exception.Message}");
            return 1;
        }
    }
}
