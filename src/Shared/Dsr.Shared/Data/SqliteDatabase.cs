using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Dsr.Shared;

/// <summary>The embedded engine: readers of their own, one <see cref="SqliteWriter"/>, and looks beside it.</summary>
internal sealed class SqliteDatabase : Database
{
    // a connection is with one thread at a time, so that SQLite need not lock at every call, nor to count its memory at every allocation
    static SqliteDatabase()
    {
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private readonly string _folder;
    private readonly ConcurrentBag<PreparedConnection> _readers = [];
    private readonly SqliteWriter _writer;
    private readonly LookJournal _looks;
    private readonly SemaphoreSlim _bringing = new(1, 1);
    private FileStream? _serveLock;

    public SqliteDatabase(string folder)
    {
        _folder = folder;
        _writer = new SqliteWriter(folder, cancellationToken => OpenAsync("pragma query_only = 0; pragma cache_size = -32000", cancellationToken));
        _looks = new LookJournal(folder);
    }

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
        var file = Path.Combine(_folder, "serve.lock");
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

    internal override Task<WriteTurn> TakeWriterAsync(bool shares, CancellationToken cancellationToken) => _writer.TakeAsync(shares, cancellationToken);

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
        await _writer.DisposeAsync();
        if (_serveLock is { } serve) await serve.DisposeAsync();
        _bringing.Dispose();
    }

    private async Task WriteLooksAsync(IReadOnlyList<AuditRow> looks, CancellationToken cancellationToken)
    {
        var turn = await TakeWriterAsync(shares: false, cancellationToken);
        try
        {
            await turn.Connection.ExecuteAsync(AuditTrail.InsertOnce, looks, turn.Transaction);
            await turn.CommitAsync();
        }
        finally
        {
            await turn.EndAsync();
        }
    }

    private async Task<PreparedConnection> OpenAsync(string mode, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "dsr.db"), ForeignKeys = true, DefaultTimeout = 8, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var settings = connection.CreateCommand();
        settings.CommandText = string.Create(CultureInfo.InvariantCulture, $"pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; pragma trusted_schema = off; pragma secure_delete = on; pragma wal_autocheckpoint = 0; pragma journal_size_limit = 8388608; pragma cache_size = -8000; {mode}");
        await settings.ExecuteNonQueryAsync(cancellationToken);
        return new PreparedConnection(connection);
    }
}
