using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dsr.Shared;

/// <summary>The one database of an installation: SQLite in the data folder, or PostgreSQL.</summary>
public abstract class Database : IAsyncDisposable
{
    static Database() => Sql.UseColumnTypes();

    /// <summary>True for the embedded engine.</summary>
    public abstract bool IsSqlite { get; }

    /// <summary>The engine and its version, for <c>doctor</c> and the log.</summary>
    public abstract Task<string> VersionAsync(CancellationToken cancellationToken);

    /// <summary>Opens the database that the settings name; makes the data folder.</summary>
    public static Database Open(Settings settings)
    {
        Directory.CreateDirectory(settings.Data);
        return settings.IsSqlite ? new SqliteDatabase(settings.Data) : new PostgresDatabase(settings.Database);
    }

    /// <summary>Takes the place of the one serving process; throws <see cref="BusyException"/> naming the file when another has it. SQLite only.</summary>
    public abstract void ClaimServing();

    /// <summary>Copies the whole database, consistent, to a file. SQLite only; for PostgreSQL see docs/operating.md.</summary>
    public abstract Task CopyToAsync(string file, CancellationToken cancellationToken);

    internal abstract Task<DbConnection> TakeReaderAsync(CancellationToken cancellationToken);

    internal abstract ValueTask GiveBackAsync(DbConnection reader);

    internal abstract Task<WriteTurn> TakeWriterAsync(CancellationToken cancellationToken);

    /// <summary>Keeps looks durably, before their answers leave. What was kept beside the database is in the audit when it was brought in.</summary>
    internal abstract Task KeepLooksAsync(IReadOnlyList<AuditRow> looks);

    /// <summary>Brings looks that were kept beside the database into the audit. Each comes once, whoever brings it and however often.</summary>
    internal abstract Task BringInLooksAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>A turn at writing: the connection, the transaction, and what ends the turn.</summary>
internal sealed record WriteTurn(DbConnection Connection, DbTransaction Transaction, Func<ValueTask> EndAsync);

/// <summary>The database is busy or away; the act was not done and may be tried again (503, exit 75).</summary>
public sealed class BusyException(string what) : Exception(what);

/// <summary>
/// One writer at a time. The bundled SQLite has the WAL-reset fault (packages.md R2): every write and every checkpoint, in whatever
/// process, is made under the gate and the write lock file, and no connection checkpoints by itself.
/// </summary>
internal sealed class SqliteDatabase(string folder) : Database
{
    private const int CheckpointAfterWrites = 200;
    private const long CheckpointAfterBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    // a connection is with one thread at a time, so that SQLite need not lock at every call, nor to count its memory at every allocation
    static SqliteDatabase()
    {
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private readonly string _file = Path.Combine(folder, "dsr.db");
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentBag<PreparedConnection> _readers = [];
    private readonly LookJournal _looks = new(folder);
    private readonly SemaphoreSlim _bringing = new(1, 1);
    private FileStream? _writeLock;
    private FileStream? _serveLock;
    private PreparedConnection? _writer;
    private int _writes;
    private long _checkpointAt;

    public override bool IsSqlite => true;

    public override async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        var reader = await TakeReaderAsync(cancellationToken);
        try
        {
            return "SQLite " + reader.ServerVersion;
        }
        finally
        {
            await GiveBackAsync(reader);
        }
    }

    public override void ClaimServing()
    {
        var file = Path.Combine(folder, "serve.lock");
        try
        {
            _serveLock = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new BusyException($"Another process already serves this register: it holds {file}. Stop it first, or use another DSR_DATA.");
        }
    }

    public override async Task CopyToAsync(string file, CancellationToken cancellationToken)
    {
        await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        await copy.OpenAsync(cancellationToken);
        var reader = (PreparedConnection)await TakeReaderAsync(cancellationToken);
        try
        {
            reader.Inner.BackupDatabase(copy);
        }
        finally
        {
            await GiveBackAsync(reader);
        }
    }

    internal override async Task<DbConnection> TakeReaderAsync(CancellationToken cancellationToken)
        => _readers.TryTake(out var reader) ? reader : await OpenAsync("pragma query_only = 1", cancellationToken);

    internal override ValueTask GiveBackAsync(DbConnection reader)
    {
        _readers.Add((PreparedConnection)reader);
        return ValueTask.CompletedTask;
    }

    internal override async Task<WriteTurn> TakeWriterAsync(CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        if (!await _gate.WaitAsync(Patience, cancellationToken)) throw new BusyException("The database is busy.");
        try
        {
            await LockFileAsync(since, cancellationToken);
            try
            {
                _writer ??= await OpenAsync("pragma query_only = 0; pragma cache_size = -32000", cancellationToken);
                return new WriteTurn(_writer, _writer.BeginTransaction(), EndTurnAsync);
            }
            catch
            {
                _writeLock!.Dispose();
                throw;
            }
        }
        catch
        {
            _gate.Release();
            throw;
        }
    }

    /// <summary>Looks go into a file of their own and not into the database: each commit there makes every reader forget the pages that it holds, and would wait behind whoever writes.</summary>
    internal override Task KeepLooksAsync(IReadOnlyList<AuditRow> looks)
    {
        _looks.Append(looks);
        return Task.CompletedTask;
    }

    internal override async Task BringInLooksAsync(CancellationToken cancellationToken)
    {
        // who comes second finds all that the first brought
        await _bringing.WaitAsync(cancellationToken);
        try
        {
            foreach (var (file, looks) in _looks.Finished())
            {
                if (looks.Count > 0) await WriteLooksAsync(looks, cancellationToken);
                File.Delete(file);
            }
        }
        finally
        {
            _bringing.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _looks.Dispose();
        while (_readers.TryTake(out var reader)) await reader.DisposeAsync();
        if (_writer is { } writer)
        {
            await BringHomeAsync(writer);
            await writer.DisposeAsync();
        }
        if (_serveLock is { } serve) await serve.DisposeAsync();
        _gate.Dispose();
        _bringing.Dispose();
    }

    private async Task WriteLooksAsync(IReadOnlyList<AuditRow> looks, CancellationToken cancellationToken)
    {
        var turn = await TakeWriterAsync(cancellationToken);
        try
        {
            await turn.Connection.ExecuteAsync(AuditTrail.InsertOnce, looks, turn.Transaction);
            await turn.Transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            await turn.Transaction.DisposeAsync();
            await turn.EndAsync();
        }
    }

    private ValueTask EndTurnAsync()
    {
        try
        {
            // a long log makes every reader slow: it is brought home by count, and by length after acts that write much
            if (++_writes % CheckpointAfterWrites == 0 || LogBytes() > _checkpointAt)
            {
                Run(_writer!, "pragma wal_checkpoint(passive)");
                _checkpointAt = LogBytes() + CheckpointAfterBytes;
            }
        }
        finally
        {
            _writeLock!.Dispose();
            _gate.Release();
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>The last to leave folds the log into the file, so that a copy of the file alone is whole and nothing lies about.</summary>
    private async Task BringHomeAsync(PreparedConnection writer)
    {
        if (!await _gate.WaitAsync(Patience)) return;
        try
        {
            await LockFileAsync(Stopwatch.GetTimestamp(), CancellationToken.None);
            Run(writer, "pragma wal_checkpoint(truncate)");
        }
        catch (Exception problem) when (problem is BusyException or SqliteException)
        {
            // somebody reads or writes still: the log is brought home by whoever writes next
        }
        finally
        {
            _writeLock?.Dispose();
            _gate.Release();
        }
    }

    private long LogBytes() => new FileInfo(_file + "-wal") is { Exists: true } log ? log.Length : 0;

    private async Task LockFileAsync(long since, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "write.lock");
        while (true)
        {
            try
            {
                _writeLock = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
                return;
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

    private async Task<PreparedConnection> OpenAsync(string mode, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _file, ForeignKeys = true, DefaultTimeout = 8, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        Run(connection, string.Create(CultureInfo.InvariantCulture, $"pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; pragma trusted_schema = off; pragma secure_delete = on; pragma wal_autocheckpoint = 0; pragma journal_size_limit = 8388608; pragma cache_size = -8000; {mode}"));
        return new PreparedConnection(connection);
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

internal sealed class PostgresDatabase : Database
{
    private const int MostWriters = 20;

    // a request keeps its reader while it waits for its audit or its write: were they of one pool, enough requests at once would wait for each other
    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _writers;

    public PostgresDatabase(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { IncludeErrorDetail = false, Timeout = 8, CommandTimeout = 8, MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
        if (builder.Host is { } host && host is not ("localhost" or "127.0.0.1" or "::1") && !host.StartsWith('/')) builder.SslMode = SslMode.VerifyFull;
        _readers = NpgsqlDataSource.Create(builder);
        builder.MaxPoolSize = Math.Min(builder.MaxPoolSize, MostWriters);
        _writers = NpgsqlDataSource.Create(builder);
    }

    public override bool IsSqlite => false;

    public override async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _readers.OpenConnectionAsync(cancellationToken);
        return "PostgreSQL " + connection.ServerVersion;
    }

    public override void ClaimServing()
    {
    }

    public override Task CopyToAsync(string file, CancellationToken cancellationToken)
        => throw new NotSupportedException("PostgreSQL has its own backup: docs/operating.md.");

    internal override async Task<DbConnection> TakeReaderAsync(CancellationToken cancellationToken) => await OpenAsync(_readers, cancellationToken);

    internal override ValueTask GiveBackAsync(DbConnection reader) => reader.DisposeAsync();

    internal override async Task<WriteTurn> TakeWriterAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(_writers, cancellationToken);
        return new WriteTurn(connection, await connection.BeginTransactionAsync(cancellationToken), connection.DisposeAsync);
    }

    /// <summary>A host's disk is not the database's: looks go where every host finds them.</summary>
    internal override async Task KeepLooksAsync(IReadOnlyList<AuditRow> looks)
    {
        await using var writer = await OpenAsync(_writers, CancellationToken.None);
        await using var transaction = await writer.BeginTransactionAsync();
        await writer.ExecuteAsync(AuditTrail.Insert, looks, transaction);
        await transaction.CommitAsync();
    }

    internal override Task BringInLooksAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        await _writers.DisposeAsync();
    }

    private static async Task<DbConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            return new PostgresConnection(await source.OpenConnectionAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw new BusyException("The database is away.");
        }
    }
}
