using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Dsr.Shared;

/// <summary>
/// One writer at a time. The bundled SQLite has the WAL-reset fault (packages.md R2): every write and every checkpoint, in whatever
/// process, is made under the gate and the write lock file, and no connection checkpoints by itself. Acts that come one upon another
/// share a commit (decision 20): each stands between savepoints of one transaction, and is answered when that is durable.
/// </summary>
internal sealed class SqliteWriter(string folder, Func<CancellationToken, Task<PreparedConnection>> open) : IAsyncDisposable
{
    private const int MostTogether = 32;
    private const int CheckpointAfterCommits = 200;
    private const long CheckpointAfterBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly string _log = Path.Combine(folder, "dsr.db-wal");
    private readonly SemaphoreSlim _gate = new(1, 1);
    private PreparedConnection? _connection;
    private Together? _together;
    private int _coming;
    private int _commits;
    private long _checkpointAt;

    /// <summary>Throws <see cref="BusyException"/> when others write for longer than anybody waits.</summary>
    public async Task<WriteTurn> TakeAsync(bool shares, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        await EnterAsync(shares, cancellationToken);
        try
        {
            // what does not share may be long: nobody who is done waits for it
            if (!shares) Commit();
            var together = _together ??= await BeginAsync(since, cancellationToken);
            Run("savepoint act");
            var turn = new Turn(this, together, shares);
            return new WriteTurn(_connection!, together.Transaction, turn.CommitAsync, turn.EndAsync);
        }
        catch
        {
            Leave(commits: true);
            throw;
        }
    }

    /// <summary>The last to leave folds the log into the file, so that a copy of the file alone is whole and nothing lies about.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await BringHomeAsync();
            await connection.DisposeAsync();
        }
        _gate.Dispose();
    }

    /// <summary>Whoever shares is counted while they wait, so that those before them leave the commit to them.</summary>
    private async Task EnterAsync(bool shares, CancellationToken cancellationToken)
    {
        var entered = false;
        if (shares) Interlocked.Increment(ref _coming);
        try
        {
            entered = await _gate.WaitAsync(Patience, cancellationToken);
        }
        finally
        {
            if (shares) Interlocked.Decrement(ref _coming);
            if (shares && !entered) _ = CommitForOthersAsync();
        }
        if (!entered) throw new BusyException("The database is busy.");
    }

    /// <summary>Who was counted and gave up may have been left a commit.</summary>
    private async Task CommitForOthersAsync()
    {
        await _gate.WaitAsync();
        Leave(commits: true);
    }

    private async Task<Together> BeginAsync(long since, CancellationToken cancellationToken)
    {
        var file = await LockFileAsync(since, cancellationToken);
        try
        {
            _connection ??= await open(cancellationToken);
            return new Together(_connection.BeginTransaction(), file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private void Leave(bool commits)
    {
        try
        {
            if (commits || Volatile.Read(ref _coming) == 0 || _together is { Acts: >= MostTogether }) Commit();
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Commit()
    {
        if (_together is not { } together) return;
        _together = null;
        using (together.LockFile)
        {
            try
            {
                using (together.Transaction) together.Transaction.Commit();
                together.Done.SetResult();
            }
            catch (Exception problem) when (problem is DbException or InvalidOperationException)
            {
                together.Fail();
                return;
            }
            Checkpoint();
        }
    }

    /// <summary>Undoes the act that stands between the savepoints, and what was done before it too where the engine has undone that already.</summary>
    private void Undo(Together together)
    {
        try
        {
            Run("rollback to act");
            Run("release act");
        }
        catch (DbException)
        {
            _together = null;
            together.Fail();
            together.Transaction.Dispose();
            together.LockFile.Dispose();
        }
    }

    /// <summary>A long log makes every reader slow: it is brought home by count, and by length after acts that write much.</summary>
    private void Checkpoint()
    {
        if (++_commits % CheckpointAfterCommits != 0 && LogBytes() <= _checkpointAt) return;
        try
        {
            Run("pragma wal_checkpoint(passive)");
        }
        catch (DbException)
        {
            // what was committed stands in the log, and the next brings it home
        }
        _checkpointAt = LogBytes() + CheckpointAfterBytes;
    }

    private async Task BringHomeAsync()
    {
        if (!await _gate.WaitAsync(Patience)) return;
        try
        {
            Commit();
            await using var file = await LockFileAsync(Stopwatch.GetTimestamp(), CancellationToken.None);
            Run("pragma wal_checkpoint(truncate)");
        }
        catch (Exception problem) when (problem is BusyException or DbException)
        {
            // somebody reads or writes still: the log is brought home by whoever writes next
        }
        finally
        {
            _gate.Release();
        }
    }

    private long LogBytes() => new FileInfo(_log) is { Exists: true } log ? log.Length : 0;

    private async Task<FileStream> LockFileAsync(long since, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "write.lock");
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(5, cancellationToken);
            }
            catch (IOException)
            {
                throw new BusyException("The database is busy.");
            }
        }
    }

    private void Run(string sql)
    {
        using var command = _connection!.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Acts that are committed together: the transaction, and what tells each of them that it is durable.</summary>
    private sealed record Together(DbTransaction Transaction, FileStream LockFile)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Acts { get; set; }

        public void Fail() => Done.SetException(new BusyException("The database could not commit."));
    }

    private sealed class Turn(SqliteWriter writer, Together together, bool shares)
    {
        private bool _over;

        public Task CommitAsync()
        {
            writer.Run("release act");
            together.Acts++;
            return LeaveAsync();
        }

        /// <summary>An act that was undone may have been so for what those before it did: what it says is true when they are durable.</summary>
        public async ValueTask EndAsync()
        {
            if (_over) return;
            writer.Undo(together);
            await LeaveAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private Task LeaveAsync()
        {
            _over = true;
            writer.Leave(commits: !shares);
            return together.Done.Task;
        }
    }
}
