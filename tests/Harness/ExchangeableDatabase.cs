using System.Data.Common;

namespace Dsr.Tests;

/// <summary>
/// The real database of a running host, which is exchanged for another when nobody is in it. All that a server remembers stands in its
/// database, so a host on a fresh copy is a fresh register, without the half second that a start takes.
/// </summary>
internal sealed class ExchangeableDatabase(Settings settings) : Database
{
    private readonly Lock _lock = new();
    private Database _inner = Open(settings);
    private TaskCompletionSource? _exchange;
    private int _inside;

    public override bool IsSqlite => _inner.IsSqlite;

    public override Task<string> VersionAsync(CancellationToken cancellationToken) => _inner.VersionAsync(cancellationToken);

    public override void ClaimServing() => _inner.ClaimServing();

    public override Task CopyToAsync(string file, CancellationToken cancellationToken) => _inner.CopyToAsync(file, cancellationToken);

    public override ValueTask DisposeAsync() => _inner.DisposeAsync();

    /// <summary>Closes the database, lets its place be taken by another, and opens that one. False when somebody does not leave: then the host is no good any more.</summary>
    public async Task<bool> ExchangeAsync(string database, Func<Task> replaceAsync)
    {
        for (var waits = 0; !await IsEmptyAsync(); waits++)
        {
            if (waits == 300) return false;
            await Task.Delay(10);
        }
        // the looks at the one are not looks at the other
        await _inner.BringInLooksAsync(CancellationToken.None);
        await _inner.DisposeAsync();
        await replaceAsync();
        _inner = Open(settings with { Database = database });
        _inner.ClaimServing();
        Leave(exchanged: true);
        return true;
    }

    internal override async Task<DbConnection> TakeReaderAsync(CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        try
        {
            return await _inner.TakeReaderAsync(cancellationToken);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    internal override async ValueTask GiveBackAsync(DbConnection reader)
    {
        await _inner.GiveBackAsync(reader);
        Leave();
    }

    internal override async Task<WriteTurn> TakeWriterAsync(bool shares, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        try
        {
            var turn = await _inner.TakeWriterAsync(shares, cancellationToken);
            return turn with
            {
                EndAsync = async () =>
                {
                    await turn.EndAsync();
                    Leave();
                },
            };
        }
        catch
        {
            Leave();
            throw;
        }
    }

    internal override Task KeepLooksAsync(IReadOnlyList<AuditRow> looks) => InsideAsync(() => _inner.KeepLooksAsync(looks), CancellationToken.None);

    internal override Task BringInLooksAsync(CancellationToken cancellationToken) => InsideAsync(() => _inner.BringInLooksAsync(cancellationToken), cancellationToken);

    private async Task InsideAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        try
        {
            await act();
        }
        finally
        {
            Leave();
        }
    }

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task exchange;
            lock (_lock)
            {
                if (_exchange is null)
                {
                    _inside++;
                    return;
                }
                exchange = _exchange.Task;
            }
            await exchange.WaitAsync(cancellationToken);
        }
    }

    private void Leave(bool exchanged = false)
    {
        TaskCompletionSource? over = null;
        lock (_lock)
        {
            if (exchanged) (over, _exchange) = (_exchange, null);
            else _inside--;
        }
        over?.SetResult();
    }

    /// <summary>Nobody is in, nobody comes in any more, and no mail is on its way out: it would land in the next test.</summary>
    private async Task<bool> IsEmptyAsync()
    {
        lock (_lock)
        {
            if (_inside > 0) return false;
            _exchange = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        var reader = await _inner.TakeReaderAsync(CancellationToken.None);
        long sending;
        await using (var command = reader.CreateCommand())
        {
            command.CommandText = "select count(*) from shared_outbox where state = 'sending'";
            sending = (long)(await command.ExecuteScalarAsync())!;
        }
        await _inner.GiveBackAsync(reader);
        if (sending == 0) return true;
        Leave(exchanged: true);
        return false;
    }
}
