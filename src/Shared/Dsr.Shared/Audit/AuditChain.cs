using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dsr.Shared;

/// <summary>What <c>audit verify</c> found: whether every chain holds, the first bad seal, the unsealed tail, and the head of each chain.</summary>
public sealed record AuditVerdict(bool Holds, string? FirstBad, long Sealed, long Unsealed, IReadOnlyDictionary<string, string> Heads);

/// <summary>
/// Seals audit rows and checks them. A seal is the hash of the rows that were written since the one before, and of that seal: each process
/// has a chain of seals of its own, so that hosts never wait for each other.
/// </summary>
public sealed class AuditChain(Db db)
{
    private const string Columns = "id, at, kind, action, actor_id, acting_org_id, role, session_id, address_prefix, basis, object_id, person_id, people, seal";
    private const int Batch = 2000;

    /// <summary>Seals up to 2,000 rows that are not sealed yet, whoever wrote them, at the end of a chain; answers how many.</summary>
    public async Task<int> SealAsync(Guid chain, CancellationToken cancellationToken = default)
    {
        await db.BringInLooksAsync(cancellationToken);
        if (await db.FirstAsync<Guid?>("select id from shared_audit where seal is null limit 1", null, cancellationToken) is null) return 0;
        var count = 0;
        await db.WriteAsync(async work => count = await SealAsync(work, chain), cancellationToken);
        return count;
    }

    /// <summary>Recomputes every chain from its start.</summary>
    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken = default)
    {
        await db.BringInLooksAsync(cancellationToken);
        var heads = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var count = 0L;
        foreach (var chain in await db.QueryAsync<Guid>("select distinct chain from shared_audit_seal", null, cancellationToken))
        {
            var previous = new Seal(0, 0, 0, "");
            while (true)
            {
                var seals = await db.QueryAsync<Seal>($"select number, place, row_count, hash from shared_audit_seal where chain = @chain and place > @Place order by place limit {Batch}", new { chain, previous.Place }, cancellationToken);
                foreach (var seal in seals)
                {
                    var rows = await db.QueryAsync<AuditRow>($"select {Columns} from shared_audit where seal = @Number order by id", new { seal.Number }, cancellationToken);
                    if (seal.Place != previous.Place + 1 || seal.RowCount != rows.Count || seal.Hash != HashOf(rows, chain, seal.Place, previous.Hash))
                        return new AuditVerdict(false, $"seal {seal.Number}, place {previous.Place + 1} of chain {chain}{(rows.Count == 0 ? "" : $", rows from {Sql.Text(rows[0].At)} to {Sql.Text(rows[^1].At)}")}", count, 0, heads);
                    (previous, count) = (seal, count + rows.Count);
                }
                if (seals.Count < Batch) break;
            }
            heads[Sql.Text(chain)] = $"{previous.Place} {previous.Hash}";
        }
        var stray = await db.FirstAsync<long?>("select seal from shared_audit where seal is not null and seal not in (select number from shared_audit_seal) limit 1", null, cancellationToken);
        var unsealed = await db.FirstAsync<long>("select count(*) from shared_audit where seal is null", null, cancellationToken);
        return new AuditVerdict(stray is null, stray is null ? null : $"seal {stray}, which is gone", count, unsealed, heads);
    }

    /// <summary>Every row in order of time, in batches.</summary>
    public async IAsyncEnumerable<AuditRow> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await db.BringInLooksAsync(cancellationToken);
        var id = Guid.Empty;
        while (true)
        {
            var rows = await db.QueryAsync<AuditRow>($"select {Columns} from shared_audit where id > @id order by id limit {Batch}", new { id }, cancellationToken);
            foreach (var row in rows) yield return row;
            if (rows.Count < Batch) yield break;
            id = rows[^1].Id;
        }
    }

    private static async Task<int> SealAsync(Work work, Guid chain)
    {
        var before = await work.FirstAsync<Seal>("select number, place, row_count, hash from shared_audit_seal where chain = @chain order by place desc limit 1", new { chain }) ?? new Seal(0, 0, 0, "");
        var (number, place) = (await work.FirstAsync<long>("select coalesce(max(number), 0) + 1 from shared_audit_seal"), before.Place + 1);
        // another host that took the number first seals now: this one comes again in a second
        if (await work.ExecuteAsync(
            """
            insert into shared_audit_seal (number, chain, place, made_at, row_count, hash)
            values (@number, @chain, @place, @Now, 0, '')
            on conflict (number) do nothing
            """, new { number, chain, place, work.Now }) == 0) return 0;

        await work.ExecuteAsync($"update shared_audit set seal = @number where id in (select id from shared_audit where seal is null limit {Batch})", new { number });
        var rows = await work.QueryAsync<AuditRow>($"select {Columns} from shared_audit where seal = @number order by id", new { number });
        await work.ExecuteAsync("update shared_audit_seal set row_count = @Count, hash = @hash where number = @number", new { rows.Count, hash = HashOf(rows, chain, place, before.Hash), number });
        return rows.Count;
    }

    private static string HashOf(IReadOnlyList<AuditRow> rows, Guid chain, long place, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{previous}\u001f{chain}\u001f{place}\u001e"));
        foreach (var row in rows)
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{row.Id}\u001f{Sql.Text(row.At)}\u001f{row.Kind}\u001f{row.Action}\u001f{row.ActorId}\u001f{row.ActingOrgId}\u001f{row.Role}\u001f{row.SessionId}\u001f{row.AddressPrefix}\u001f{row.Basis}\u001f{row.ObjectId}\u001f{row.PersonId}\u001f{row.People}\u001e"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed record Seal(long Number, long Place, int RowCount, string Hash);
}

/// <summary>Seals within a second of writing, and anchors the heads outside the database every hour: in a file of the data folder and on the log.</summary>
public sealed partial class AuditSealer(IServiceScopeFactory scopes, TimeProvider clock, Settings settings, ILogger<AuditSealer> log) : BackgroundService
{
    private readonly Guid _chain = Ids.New();

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
                var chain = scope.ServiceProvider.GetRequiredService<AuditChain>();
                var more = true;
                while (more) more = await chain.SealAsync(_chain, stoppingToken) > 0;
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
        foreach (var (chain, place, hash) in await db.QueryAsync<(Guid Chain, long Place, string Hash)>(
            """
            select chain, place, hash
            from shared_audit_seal as last
            where place = (select max(place) from shared_audit_seal where chain = last.chain)
            """, null, cancellationToken))
        {
            var head = $"{chain} {place} {hash}";
            await File.AppendAllTextAsync(Path.Combine(settings.Data, "audit-heads.log"), $"{Sql.Text(clock.GetUtcNow())} {head}\n", cancellationToken);
            LogHead(log, head);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit head {Head}")]
    private static partial void LogHead(ILogger log, string head);

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit could not be sealed: {Problem}")]
    private static partial void LogFailed(ILogger log, string problem);
}
