using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;

namespace Dsr.Shared;

/// <summary>How grave a finding is: nothing to do, worth knowing, or to be mended.</summary>
public enum Gravity
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>To be mended.</summary>
    Problem,
}

/// <summary>One thing that was looked at, what was found, and how to mend it where it needs mending.</summary>
public sealed record Finding(Gravity Gravity, string What, string? Mend = null);

/// <summary>Looks at what an installation needs. It changes nothing.</summary>
public sealed class Doctor(Database database, Db db, Migrator migrator, Settings settings, Areas areas)
{
    private const long LeastFree = 1L << 30;
    private static readonly Version WalResetMendedIn = new(3, 51, 3);

    /// <summary>Looks at everything; findings come in the order of the start.</summary>
    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        findings.AddRange(OfSettings());
        findings.Add(new Finding(Gravity.Good, $"{areas.All.Count} area profiles read: {string.Join(", ", areas.All.Select(area => area.Key))}."));
        findings.AddRange(OfFolder());
        findings.AddRange(await OfMailAsync(cancellationToken));
        try
        {
            findings.AddRange(await OfDatabaseAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is DbException or BusyException)
        {
            findings.Add(new Finding(Gravity.Problem, "The database does not answer.", "Check DSR_DATABASE and that the database is running; a damaged SQLite file is replaced by: dsr restore FILE."));
        }
        return findings;
    }

    private IEnumerable<Finding> OfSettings()
    {
        if (settings.KeyFile is { } file)
        {
            if (new FileInfo(file).Length < 32) yield return new(Gravity.Problem, "The key file has fewer than 32 bytes.", "Make one with: head -c 32 /dev/urandom > FILE");
            else if (Path.GetFullPath(file).StartsWith(settings.Data + Path.DirectorySeparatorChar, StringComparison.Ordinal)) yield return new(Gravity.Problem, "The key file is in the data folder: whoever takes the folder has the key.", "Move it elsewhere and set DSR_KEY_FILE.");
            else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != UnixFileMode.None) yield return new(Gravity.Note, "Others on this machine can read the key file.", $"chmod 400 {file}");
            else yield return new(Gravity.Good, "The key file is there: backups and the key ring are encrypted.");
        }
        else
        {
            yield return new(Gravity.Note, "No key file: neither backups nor the key ring are encrypted.", "Make one with head -c 32 /dev/urandom, outside the data folder, and set DSR_KEY_FILE. Production needs it.");
        }

        if (settings.Production && !settings.PublicUrl.StartsWith("https://", StringComparison.Ordinal)) yield return new(Gravity.Problem, $"Links in mail start with {settings.PublicUrl}.", "Set DSR_PUBLIC_URL to the https:// address that people use.");
        if (settings.Production && settings.Proxies is null) yield return new(Gravity.Note, "No trusted proxy is set: the address of a caller is the proxy's.", "Set DSR_PROXIES to the address of the TLS proxy.");
        if (settings.Demonstration) yield return new(Gravity.Note, "This is a demonstration: anybody can log in as anybody.");
    }

    private IEnumerable<Finding> OfFolder()
    {
        var disk = new DriveInfo(settings.Data);
        var words = string.Create(CultureInfo.InvariantCulture, $"{disk.AvailableFreeSpace / (1 << 20):N0} MB free for the data folder {settings.Data}.");
        yield return disk.AvailableFreeSpace < Math.Max(LeastFree, disk.TotalSize / 20)
            ? new(Gravity.Problem, words, "Make room: the register needs 1 GB and 5% of the disk free.")
            : new(Gravity.Good, words);
        yield return CanWrite(settings.Data) ? new(Gravity.Good, "The data folder can be written.") : new(Gravity.Problem, $"The data folder {settings.Data} cannot be written.", "Give it to the user that runs dsr.");
    }

    private static bool CanWrite(string folder)
    {
        try
        {
            var file = Path.Combine(folder, "doctor-" + Ids.New().ToString("N"));
            using (File.Create(file, 1, FileOptions.DeleteOnClose))
            {
            }
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<Finding>> OfMailAsync(CancellationToken cancellationToken)
    {
        if (settings.Smtp == "folder") return [new(settings.Production ? Gravity.Problem : Gravity.Note, "Mail is written to the folder mail in the data folder: nobody gets it.", "Set DSR_SMTP to smtp://user:password@host:port.")];

        var server = new Uri(settings.Smtp);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(3));
            using var client = new TcpClient();
            await client.ConnectAsync(server.Host, server.IsDefaultPort || server.Port < 0 ? 25 : server.Port, patience.Token);
            return [new(Gravity.Good, $"The mail server {server.Host} answers.")];
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return [new(Gravity.Problem, $"The mail server {server.Host} does not answer.", "Check DSR_SMTP, the network and the server. Mail waits until then.")];
        }
    }

    private async Task<IReadOnlyList<Finding>> OfDatabaseAsync(CancellationToken cancellationToken)
    {
        var version = await database.VersionAsync(cancellationToken);
        var findings = new List<Finding> { new(Gravity.Good, version + ".") };
        if (database.IsSqlite)
        {
            if (Version.TryParse(version.Split(' ')[^1], out var number) && number < WalResetMendedIn)
                findings.Add(new(Gravity.Note, "This SQLite is older than 3.51.3 and has the WAL-reset fault. dsr goes round it: one process writes at a time.", "Let no other program open dsr.db while dsr runs, no replication tool either."));
            findings.Add(await db.FirstAsync<string>("pragma quick_check", null, cancellationToken) == "ok"
                ? new(Gravity.Good, "The database file is whole.")
                : new(Gravity.Problem, "The database file is damaged.", "Stop dsr, then: dsr restore FILE."));
        }
        else
        {
            foreach (var setting in new[] { "fsync", "synchronous_commit", "full_page_writes" })
                if (await db.FirstAsync<string>("select current_setting(@setting)", new { setting }, cancellationToken) is var value && value == "off")
                    findings.Add(new(Gravity.Problem, $"PostgreSQL has {setting} = off: what was acknowledged can be lost.", $"alter system set {setting} = on;"));
            if (await db.FirstAsync<string>("select current_setting('data_checksums')", null, cancellationToken) == "off")
                findings.Add(new(Gravity.Note, "PostgreSQL keeps no checksums of its pages.", "pg_checksums --enable, with the server stopped."));
        }

        var (missing, changed) = await migrator.CompareAsync(cancellationToken);
        if (changed.Count > 0) findings.Add(new(Gravity.Problem, $"Scripts were changed after they were applied: {string.Join(", ", changed)}.", "Run the version of dsr that this database belongs to."));
        else if (missing.Count > 0) findings.Add(new(Gravity.Problem, $"The schema is behind by {missing.Count} scripts.", "dsr migrate (dsr serve does it too)."));
        else findings.Add(new(Gravity.Good, "The schema is up to date."));
        if (missing.Count > 0) return findings;

        var parked = await db.FirstAsync<long>("select count(*) from (select 1 from shared_outbox where state = 'parked' limit 1001) as t", null, cancellationToken);
        if (parked > 0) findings.Add(new(Gravity.Note, $"{parked} mails could not be sent and are put aside.", "Read shared_outbox.problem, mend the address or the server."));
        var failed = await db.QueryAsync<string>(
            """
            select job
            from shared_job_run r
            where outcome = 'failed' and started_at = (select max(started_at) from shared_job_run s where s.job = r.job)
            order by job
            """, null, cancellationToken);
        if (failed.Count > 0) findings.Add(new(Gravity.Problem, $"The last run failed of: {string.Join(", ", failed)}.", "Read the log at that time, then: dsr jobs run NAME."));
        return findings;
    }
}
