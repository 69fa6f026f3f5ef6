using System.Data.Common;

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

    /// <summary>Waits for a turn at writing. Who <paramref name="shares"/> does something short, and may be committed together with those who come next.</summary>
    internal abstract Task<WriteTurn> TakeWriterAsync(bool shares, CancellationToken cancellationToken);

    /// <summary>Keeps looks durably, before their answers leave. What was kept beside the database is in the audit when it was brought in.</summary>
    internal abstract Task KeepLooksAsync(IReadOnlyList<AuditRow> looks);

    /// <summary>Brings looks that were kept beside the database into the audit. Each comes once, whoever brings it and however often.</summary>
    internal abstract Task BringInLooksAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>A turn at writing: the connection and its transaction; what was written is durable when the commit completes, and undone when the turn ends without it.</summary>
internal sealed record WriteTurn(DbConnection Connection, DbTransaction Transaction, Func<Task> CommitAsync, Func<ValueTask> EndAsync);

/// <summary>The database is busy or away; the act was not done and may be tried again (503, exit 75).</summary>
public sealed class BusyException(string what) : Exception(what);
