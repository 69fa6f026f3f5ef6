using System.Data.Common;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Shared;

/// <summary>The database for one request or job: reads on one connection, and writes that are done together or not at all.</summary>
public sealed class Db(Database database, IServiceProvider services) : IAsyncDisposable
{
    private DbConnection? _reader;
    private DbTransaction? _snapshot;
    private Work? _work;

    /// <summary>The write that is open. For subscribers; throws outside a write.</summary>
    public Work Work => _work ?? throw new InvalidOperationException("No write is open: subscribers run inside WriteAsync.");

    /// <summary>All rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null, CancellationToken cancellationToken = default)
    {
        if (_work is { } work) return await work.QueryAsync<T>(sql, parameters);
        var reader = await ReaderAsync(cancellationToken);
        return (await reader.QueryAsync<T>(new CommandDefinition(sql, parameters, _snapshot, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public async Task<T?> FirstAsync<T>(string sql, object? parameters = null, CancellationToken cancellationToken = default)
    {
        if (_work is { } work) return await work.FirstAsync<T>(sql, parameters);
        var reader = await ReaderAsync(cancellationToken);
        return await reader.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, _snapshot, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// One act: everything in it, and in all that hear of it, is committed together, or nothing is. A form's idempotency key is part of it:
    /// a repeated post runs nothing and gets the first answer. The answer is the address that the user goes to next.
    /// Throws <see cref="BusyException"/> when the database is busy or away, <see cref="LostRaceException"/> from <see cref="Work.ChangeAsync"/>.
    /// </summary>
    public async Task<string> WriteAsync(Func<Work, Task<string>> act, CancellationToken cancellationToken = default)
    {
        if (_work is not null) throw new InvalidOperationException("A write is open already: use Db.Work.");

        // what is read after the act sees it
        await LetGoAsync();
        // a form's act is short; what a job or a verb does may be long
        var key = services.GetRequiredService<RequestKey>().Take();
        var turn = await database.TakeWriterAsync(shares: key is not null, cancellationToken);
        try
        {
            var work = new Work(turn, services);
            _work = work;
            var answer = key is null ? await act(work) : await OnceAsync(work, key, act);
            await turn.CommitAsync();
            work.Committed();
            return answer;
        }
        finally
        {
            _work = null;
            await turn.EndAsync();
        }
    }

    /// <summary>One act without an address to go to: jobs, verbs, the service's own.</summary>
    public Task WriteAsync(Func<Work, Task> act, CancellationToken cancellationToken = default)
        => WriteAsync(async work =>
        {
            await act(work);
            return "";
        }, cancellationToken);

    /// <summary>Brings in the looks that are kept beside the database, so that what is read after it has them.</summary>
    internal async Task BringInLooksAsync(CancellationToken cancellationToken)
    {
        if (_work is not null) return;
        await LetGoAsync();
        await database.BringInLooksAsync(cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => LetGoAsync();

    private static async Task<string> OnceAsync(Work work, string key, Func<Work, Task<string>> act)
    {
        if (!await work.TakeKeyAsync(key)) return (await work.EarlierAnswerAsync(key))!;
        var answer = await act(work);
        await work.KeepAnswerAsync(key, answer);
        return answer;
    }

    /// <summary>All reads of a request, until it writes, are of one moment. On SQLite that also spares each query the refilling of its page cache.</summary>
    private async ValueTask<DbConnection> ReaderAsync(CancellationToken cancellationToken)
    {
        if (_reader is { } open) return open;
        _reader = await database.TakeReaderAsync(cancellationToken);
        if (database.IsSqlite) _snapshot = ((PreparedConnection)_reader).Inner.BeginTransaction(deferred: true);
        return _reader;
    }

    private async ValueTask LetGoAsync()
    {
        if (_reader is not { } reader) return;
        if (_snapshot is { } snapshot) await snapshot.DisposeAsync();
        (_reader, _snapshot) = (null, null);
        await database.GiveBackAsync(reader);
    }
}

/// <summary>The idempotency key that the form carried; taken by the first write of the request.</summary>
public sealed class RequestKey
{
    private string? _key;

    /// <summary>Sets the key of this request: the form's, bound to who sent it.</summary>
    public void Set(string key) => _key = key;

    internal string? Take() => Interlocked.Exchange(ref _key, null);
}

/// <summary>Somebody changed the row first: the form's row version is no longer the row's (409).</summary>
public sealed class LostRaceException() : Exception("The row was changed by somebody else first.");
