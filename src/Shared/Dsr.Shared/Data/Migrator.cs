using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Dsr.Shared;

/// <summary>Runs each module's numbered scripts once, forward only, one transaction a script. An applied script that was changed since stops the start.</summary>
public sealed partial class Migrator(Database database, IReadOnlyList<Module> modules, TimeProvider clock, ILogger<Migrator> log)
{
    /// <summary>Brings the schema up to date; answers how many scripts ran.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        await InTurnAsync(turn => turn.Connection.ExecuteAsync(
            """
            create table if not exists shared_migration (
              name text primary key,
              checksum text not null,
              applied_at text not null
            )
            """, transaction: turn.Transaction), cancellationToken);

        var ran = 0;
        foreach (var script in Scripts())
        {
            var applied = false;
            await InTurnAsync(async turn => applied = await ApplyAsync(turn, script), cancellationToken);
            if (!applied) continue;
            ran++;
            LogApplied(log, script.Name);
        }
        return ran;
    }

    /// <summary>The scripts that were not applied yet, and those that were changed since. Changes nothing.</summary>
    public async Task<(IReadOnlyList<string> Missing, IReadOnlyList<string> Changed)> CompareAsync(CancellationToken cancellationToken = default)
    {
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = await database.TakeReaderAsync(cancellationToken);
        try
        {
            foreach (var (name, checksum) in await reader.QueryAsync<(string, string)>("select name, checksum from shared_migration")) applied[name] = checksum;
        }
        catch (DbException)
        {
            // a database that no script was ever applied to
        }
        finally
        {
            await database.GiveBackAsync(reader);
        }
        var scripts = Scripts().ToList();
        return ([.. scripts.Where(script => !applied.ContainsKey(script.Name)).Select(script => script.Name)],
            [.. scripts.Where(script => applied.TryGetValue(script.Name, out var before) && before != script.Checksum).Select(script => script.Name)]);
    }

    private async Task<bool> ApplyAsync(WriteTurn turn, Script script)
    {
        if (!database.IsSqlite) await turn.Connection.ExecuteAsync("select pg_advisory_xact_lock(4747)", transaction: turn.Transaction);
        var before = await turn.Connection.QueryFirstOrDefaultAsync<string>("select checksum from shared_migration where name = @Name", new { script.Name }, turn.Transaction);
        if (before == script.Checksum) return false;
        if (before is not null) throw new InvalidOperationException($"The script {script.Name} was changed after it was applied. Add a new script instead.");

        await turn.Connection.ExecuteAsync(script.Text, transaction: turn.Transaction);
        await turn.Connection.ExecuteAsync(
            """
            insert into shared_migration (name, checksum, applied_at)
            values (@Name, @Checksum, @At)
            """, new { script.Name, script.Checksum, At = clock.GetUtcNow() }, turn.Transaction);
        return true;
    }

    private async Task InTurnAsync(Func<WriteTurn, Task> act, CancellationToken cancellationToken)
    {
        var turn = await database.TakeWriterAsync(shares: false, cancellationToken);
        try
        {
            await act(turn);
            await turn.CommitAsync();
        }
        finally
        {
            await turn.EndAsync();
        }
    }

    private IEnumerable<Script> Scripts()
        => modules.Select(module => (module.Name, module.Assembly)).Prepend(("Shared", typeof(Migrator).Assembly))
            .SelectMany(owner => owner.Item2.GetManifestResourceNames()
                .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Script.Read(owner.Item1, owner.Item2, name)));

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Script}")]
    private static partial void LogApplied(ILogger log, string script);

    private sealed record Script(string Name, string Text, string Checksum)
    {
        public static Script Read(string module, Assembly assembly, string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var text = reader.ReadToEnd().ReplaceLineEndings("\n");
            var file = resource[(resource.LastIndexOf(".Migrations.", StringComparison.Ordinal) + ".Migrations.".Length)..];
            return new Script($"{module.ToLowerInvariant()}/{file}", text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        }
    }
}
