using System.Diagnostics;
using System.Formats.Tar;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Dsr.Shared;

/// <summary>What a backup says of itself: when it was made, the rows of every table, and the heads of the audit chains.</summary>
public sealed record BackupManifest(DateTimeOffset MadeAt, string Engine, SortedDictionary<string, long> Rows, SortedDictionary<string, string> AuditHeads);

/// <summary>How a restore went: what the backup held, and how long it took to have a checked database again.</summary>
public sealed record Restored(BackupManifest Manifest, TimeSpan Took, string? KeptBefore);

/// <summary>
/// Backup and restore of the embedded database and the key ring, in one sealed file. A copy is checked before it counts as a backup, and
/// a backup before it takes the database's place; what goes wrong before leaves everything as it was.
/// </summary>
public sealed class Backups(Database database, Settings settings, TimeProvider clock, IServiceProvider services)
{
    private const string DatabaseFile = "dsr.db";
    private const string ManifestFile = "manifest.json";
    private const string KeysFolder = "keys/";

    /// <summary>True when backups can be made by the program; PostgreSQL has its own (docs/operating.md).</summary>
    public bool Possible => database.IsSqlite;

    /// <summary>True when a key file is set, so that backups are encrypted.</summary>
    public bool Encrypted => settings.KeyFile is not null;

    /// <summary>Makes a backup while the register may be serving. The file appears when it is whole, in the place of one of the same name.</summary>
    public async Task<BackupManifest> MakeAsync(string file, CancellationToken cancellationToken)
    {
        var folder = NewFolder();
        var part = file + ".part";
        try
        {
            var copy = Path.Combine(folder, DatabaseFile);
            await database.BringInLooksAsync(cancellationToken);
            await database.CopyToAsync(copy, cancellationToken);
            var (rows, heads) = Check(copy);
            var manifest = new BackupManifest(clock.GetUtcNow(), await database.VersionAsync(cancellationToken), rows, heads);
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await using (var sealing = SealedFile.Write(stream, Secret()))
                await using (var tar = new TarWriter(sealing, TarEntryFormat.Pax))
                {
                    await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, ManifestFile) { DataStream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest)) }, cancellationToken);
                    await tar.WriteEntryAsync(copy, DatabaseFile, cancellationToken);
                    foreach (var key in KeyRing()) await tar.WriteEntryAsync(key, KeysFolder + Path.GetFileName(key), cancellationToken);
                }
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, file, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(part);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Puts a backup in the place of the database, after it was unpacked beside it and checked; a drill stops before that. Throws
    /// <see cref="BackupFileException"/> when the backup cannot be used and <see cref="BusyException"/> while the register is serving: nothing is changed then.
    /// </summary>
    public async Task<Restored> RestoreAsync(string file, bool drill, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        if (!drill) database.ClaimServing();
        var folder = NewFolder();
        try
        {
            var manifest = await UnpackAsync(file, folder, cancellationToken);
            var unpacked = Path.Combine(folder, DatabaseFile);
            var (rows, heads) = Check(unpacked);
            if (!rows.SequenceEqual(manifest.Rows) || !heads.SequenceEqual(manifest.AuditHeads)) throw new BackupFileException("This backup does not hold what its manifest says. Use another one.");
            await CheckAuditAsync(folder, cancellationToken);
            return new Restored(manifest, Stopwatch.GetElapsedTime(started), drill ? null : Swap(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(settings.Data, "backup-" + Ids.New().ToString("N"))).FullName;

    private byte[]? Secret() => settings.KeyFile is { } file ? File.ReadAllBytes(file) : null;

    private string[] KeyRing() => Directory.Exists(Path.Combine(settings.Data, KeysFolder)) ? Directory.GetFiles(Path.Combine(settings.Data, KeysFolder), "*.xml") : [];

    private async Task<BackupManifest> UnpackAsync(string file, string folder, CancellationToken cancellationToken)
    {
        BackupManifest? manifest = null;
        Directory.CreateDirectory(Path.Combine(folder, KeysFolder));
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read);
        await using var opened = SealedFile.Read(stream, Secret());
        try
        {
            await using var tar = new TarReader(opened, leaveOpen: true);
            while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
            {
                if (entry.Name == ManifestFile) manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(entry.DataStream!, cancellationToken: cancellationToken);
                else if (entry.Name == DatabaseFile) await entry.ExtractToFileAsync(Path.Combine(folder, DatabaseFile), overwrite: false, cancellationToken);
                else if (entry.Name.StartsWith(KeysFolder, StringComparison.Ordinal)) await entry.ExtractToFileAsync(Path.Combine(folder, KeysFolder, Path.GetFileName(entry.Name)), overwrite: false, cancellationToken);
            }
            await opened.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or JsonException)
        {
            throw new BackupFileException("This backup is damaged. Use another one.");
        }
        return manifest ?? throw new BackupFileException("This backup has no manifest. Use another one.");
    }

    /// <summary>The engine's own checks, the rows of every table, and the heads of the audit chains.</summary>
    private static (SortedDictionary<string, long> Rows, SortedDictionary<string, string> Heads) Check(string file)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
            connection.Open();
            if (Read(connection, "pragma integrity_check", row => row.GetString(0)) is not ["ok"]) throw new BackupFileException("The copy of the database is damaged: its own check fails.");
            if (Read(connection, "pragma foreign_key_check", row => row.GetString(0)).Count > 0) throw new BackupFileException("The copy of the database is damaged: rows point at rows that are not there.");
            var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var table in Read(connection, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", row => row.GetString(0)))
                rows[table] = Read(connection, $"select count(*) from \"{table}\"", row => row.GetInt64(0))[0];
            var heads = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (chain, head) in Read(connection, "select chain, place, hash from shared_audit_seal a where place = (select max(place) from shared_audit_seal b where b.chain = a.chain)", row => (Sql.Text(new Guid((byte[])row[0], bigEndian: true)), $"{row.GetInt64(1)} {row.GetString(2)}")))
                heads[chain] = head;
            return (rows, heads);
        }
        catch (SqliteException)
        {
            throw new BackupFileException("The copy of the database is damaged: it cannot be read.");
        }
    }

    private async Task CheckAuditAsync(string folder, CancellationToken cancellationToken)
    {
        await using var unpacked = Database.Open(settings with { Data = folder });
        await using var db = new Db(unpacked, services);
        var verdict = await new AuditChain(db).VerifyAsync(cancellationToken);
        if (!verdict.Holds) throw new BackupFileException($"The audit in this backup was changed: {verdict.FirstBad}.");
    }

    private string? Swap(string folder)
    {
        var live = Path.Combine(settings.Data, DatabaseFile);
        string? kept = null;
        if (File.Exists(live))
        {
            kept = Directory.CreateDirectory(Path.Combine(settings.Data, $"before-restore-{clock.GetUtcNow():yyyyMMdd-HHmmss}")).FullName;
            FoldIn(live);
            foreach (var file in new[] { live, live + "-wal" }.Where(File.Exists)) File.Copy(file, Path.Combine(kept, Path.GetFileName(file)));
            File.Delete(live + "-wal");
            File.Delete(live + "-shm");
        }
        Directory.CreateDirectory(Path.Combine(settings.Data, KeysFolder));
        foreach (var key in Directory.GetFiles(Path.Combine(folder, KeysFolder))) File.Move(key, Path.Combine(settings.Data, KeysFolder, Path.GetFileName(key)), overwrite: true);
        File.Move(Path.Combine(folder, DatabaseFile), live, overwrite: true);
        return kept;
    }

    // brings what stands in the write-ahead log into the old file, so that nothing of it hangs on the log; a damaged one is kept as it is
    private static void FoldIn(string live)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = live, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
            connection.Open();
            Read(connection, "pragma wal_checkpoint(truncate)", row => row.GetInt64(0));
        }
        catch (SqliteException)
        {
            // it is being replaced because it is damaged
        }
    }

    private static List<T> Read<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var list = new List<T>();
        while (reader.Read()) list.Add(read(reader));
        return list;
    }
}
