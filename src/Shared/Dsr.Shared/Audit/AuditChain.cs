using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dsr.Shared;

/// <summary>What <c>audit verify</c> found: whether every chain holds, the first bad row, the unsealed tail, and the head of each chain.</summary>
public sealed record AuditVerdict(bool Holds, string? FirstBad, long Sealed, long Unsealed, IReadOnlyDictionary<string, string> Heads);

/// <summary>Seals audit rows into hash chains, one a process, and checks them.</summary>
public sealed class AuditChain(Db db)
{
    private const string Columns = "id, at, chain, seq, hash, kind, action, actor_id, acting_org_id, role, session_id, address_prefix, basis, object_id, person_id, people";
    private const int Batch = 2000;

    /// <summary>Seals what is not sealed yet, in order of writing; answers how many rows.</summary>
    public async Task<int> SealAsync(CancellationToken cancellationToken = default)
    {
        var chains = await db.QueryAsync<string>("select distinct chain from shared_audit where hash is null", null, cancellationToken);
        var total = 0;
        foreach (var chain in chains)
            await db.WriteAsync(async work => total += await SealAsync(work, chain), cancellationToken);
        return total;
    }

    /// <summary>Recomputes every chain from its start.</summary>
    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var heads = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var count = 0L;
        foreach (var chain in await db.QueryAsync<string>("select distinct chain from shared_audit where hash is not null", null, cancellationToken))
        {
            var previous = "";
            for (var seq = 0L; ;)
            {
                var rows = await db.QueryAsync<AuditRow>($"select {Columns} from shared_audit where chain = @chain and seq > @seq order by seq limit {Batch}", new { chain, seq }, cancellationToken);
                foreach (var row in rows)
                {
                    if (row.Seq != seq + 1 || row.Hash != HashOf(row, previous)) return new AuditVerdict(false, $"chain {chain}, row {seq + 1}", count, 0, heads);
                    (seq, previous, count) = (seq + 1, row.Hash, count + 1);
                }
                heads[chain] = $"{seq} {previous}";
                if (rows.Count < Batch) break;
            }
        }
        var unsealed = await db.FirstAsync<long>("select count(*) from shared_audit where hash is null", null, cancellationToken);
        return new AuditVerdict(true, null, count, unsealed, heads);
    }

    /// <summary>Every row in order of time, in batches.</summary>
    public async IAsyncEnumerable<AuditRow> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (at, id) = (DateTimeOffset.MinValue, Guid.Empty);
        while (true)
        {
            var rows = await db.QueryAsync<AuditRow>($"select {Columns} from shared_audit where at > @at or (at = @at and id > @id) order by at, id limit {Batch}", new { at, id }, cancellationToken);
            foreach (var row in rows) yield return row;
            if (rows.Count < Batch) yield break;
            (at, id) = (rows[^1].At, rows[^1].Id);
        }
    }

    private static async Task<int> SealAsync(Work work, string chain)
    {
        var head = await work.FirstAsync<Head>("select seq, hash from shared_audit where chain = @chain and seq is not null order by seq desc limit 1", new { chain }) ?? new Head(0, "");
        var rows = await work.QueryAsync<AuditRow>($"select {Columns} from shared_audit where chain = @chain and hash is null order by at, id limit {Batch}", new { chain });
        foreach (var row in rows)
        {
            head = new Head(head.Seq + 1, HashOf(row with { Seq = head.Seq + 1 }, head.Hash));
            await work.ExecuteAsync("update shared_audit set seq = @Seq, hash = @Hash where id = @Id and hash is null", new { head.Seq, head.Hash, row.Id });
        }
        return rows.Count;
    }

    private static string HashOf(AuditRow row, string previous)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f',
            previous, row.Chain, row.Seq, row.Id, Sql.Text(row.At), row.Kind, row.Action, row.ActorId, row.ActingOrgId, row.Role,
            row.SessionId, row.AddressPrefix, row.Basis, row.ObjectId, row.PersonId, row.People))));

    private sealed record Head(long Seq, string Hash);
}

/// <summary>Seals within a second of writing, and anchors the heads outside the database every hour: in a file of the data folder and on the log.</summary>
public sealed partial class AuditSealer(IServiceScopeFactory scopes, TimeProvider clock, Settings settings, ILogger<AuditSealer> log) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var everySecond = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var anchored = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await everySecond.WaitForNextTickAsync(stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<AuditChain>().SealAsync(stoppingToken);
                if (clock.GetUtcNow() - anchored < TimeSpan.FromHours(1)) continue;
                anchored = clock.GetUtcNow();
                await AnchorAsync(scope.ServiceProvider.GetRequiredService<Db>(), stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(log, exception.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task AnchorAsync(Db db, CancellationToken cancellationToken)
    {
        foreach (var head in await db.QueryAsync<string>(
            """
            select chain || ' ' || cast(seq as text) || ' ' || hash
            from shared_audit as last
            where seq = (select max(seq) from shared_audit where chain = last.chain)
            """, null, cancellationToken))
        {
            await File.AppendAllTextAsync(Path.Combine(settings.Data, "audit-heads.log"), $"{Sql.Text(clock.GetUtcNow())} {head}\n", cancellationToken);
            LogHead(log, head);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit head {Head}")]
    private static partial void LogHead(ILogger log, string head);

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit could not be sealed: {Problem}")]
    private static partial void LogFailed(ILogger log, string problem);
}
