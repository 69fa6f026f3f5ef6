using Dsr.Shared;
using Dsr.Ui;

namespace Dsr.Host.Commands;

internal sealed class BackupVerb(Backups backups) : ICommandVerb
{
    public string Name => "backup";

    public string Usage => "backup FILE";

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not [var file] || file.StartsWith('-'))
        {
            await output.WriteLineAsync("Usage: dsr " + Usage);
            return 2;
        }
        if (!backups.Possible)
        {
            await output.WriteLineAsync("PostgreSQL has its own backup: use pg_basebackup and archive the log (docs/operating.md).");
            return 2;
        }

        try
        {
            await output.WriteLineAsync("Copying and checking the database …");
            var manifest = await backups.MakeAsync(Path.GetFullPath(file), cancellationToken);
            await output.WriteLineAsync($"Backup made: {file}, {Words.Number(new FileInfo(file).Length)} bytes, {Words.Number(manifest.Rows.Values.Sum())} rows in {manifest.Rows.Count} tables.");
            foreach (var (chain, head) in manifest.AuditHeads) await output.WriteLineAsync($"audit chain {chain} head {head}");
            await output.WriteLineAsync(backups.Encrypted ? "It is encrypted with the key file. Keep a copy of the key file elsewhere: without it nobody can restore." : "It is NOT encrypted: DSR_KEY_FILE is not set.");
            return 0;
        }
        catch (BackupFileException exception)
        {
            await output.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"The backup could not be written: {exception.Message}");
            return 1;
        }
    }
}
