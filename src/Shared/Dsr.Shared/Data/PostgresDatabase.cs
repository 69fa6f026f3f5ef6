using System.Data.Common;
using Dapper;
using Npgsql;

namespace Dsr.Shared;

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

    internal override async Task<WriteTurn> TakeWriterAsync(bool shares, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(_writers, cancellationToken);
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return new WriteTurn(connection, transaction, () => transaction.CommitAsync(CancellationToken.None), async () =>
        {
            try
            {
                await transaction.DisposeAsync();
            }
            catch (DbException)
            {
                // the connection broke: the engine has rolled back
            }
            await connection.DisposeAsync();
        });
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
