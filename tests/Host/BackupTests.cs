using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Host;

public class BackupTests
{
    [Fact]
    public async Task A_backup_made_while_the_register_serves_is_whole_and_a_drill_touches_nothing()
    {
        await using var register = await RegisterWithKeyAsync();
        if (Engine.IsPostgres) return;
        var file = Path.Combine(register.Data, "backup.dsr");
        var (code, words) = await RunAsync(register, "backup", file);
        code.ShouldBe(0, words);
        words.ShouldContain("It is encrypted");

        var before = await CountAsync(register);
        (code, words) = await RunAsync(register, "restore", file, "--drill");
        code.ShouldBe(0, words);
        words.ShouldContain("its audit holds");
        words.ShouldContain("RPO 0 minutes");
        words.ShouldContain("A drill: the register was not touched.");
        (await CountAsync(register)).ShouldBe(before);
        Directory.GetDirectories(register.Data, "backup-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_takes_the_place_of_the_database_with_its_key_ring_and_keeps_what_was_there()
    {
        if (Engine.IsPostgres) return;
        var folder = Directory.CreateTempSubdirectory("dsr-backup-").FullName;
        var file = Path.Combine(folder, "backup.dsr");
        long users;
        await using (var register = await TestRegister.StartAsync())
        {
            await register.SignInAsync("lead");
            users = await CountAsync(register);
            (await RunAsync(register, "backup", file)).Words.ShouldContain("NOT encrypted");
        }

        var settings = Settings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("DSR_DATA", Path.Combine(folder, "data"))]).Build(), production: false, demonstration: false, "http://localhost");
        await using (var database = Database.Open(settings))
        {
            await File.WriteAllTextAsync(Path.Combine(settings.Data, "dsr.db"), "this is no database, it is damaged");
            var restored = await new Backups(database, settings, TimeProvider.System, new ServiceCollection().BuildServiceProvider()).RestoreAsync(file, drill: false, CancellationToken.None);
            restored.KeptBefore.ShouldNotBeNull();
            (await File.ReadAllTextAsync(Path.Combine(restored.KeptBefore, "dsr.db"))).ShouldContain("damaged");
            Directory.GetFiles(Path.Combine(settings.Data, "keys")).ShouldNotBeEmpty();
            await using var db = new Db(database, new ServiceCollection().BuildServiceProvider());
            (await db.FirstAsync<long>("select count(*) from access_user")).ShouldBe(users);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task While_the_register_serves_nothing_is_restored()
    {
        await using var register = await RegisterWithKeyAsync();
        if (Engine.IsPostgres) return;
        var file = Path.Combine(register.Data, "backup.dsr");
        await RunAsync(register, "backup", file);
        await Should.ThrowAsync<BusyException>(() => RunAsync(register, "restore", file));
        (await (await register.SignInAsync("lead")).OpenAsync("/home")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_wrong_key_and_a_damaged_file_are_refused_and_change_nothing()
    {
        await using var register = await RegisterWithKeyAsync();
        if (Engine.IsPostgres) return;
        var file = Path.Combine(register.Data, "backup.dsr");
        await RunAsync(register, "backup", file);
        var before = await CountAsync(register);

        await using (var stream = new FileStream(file, FileMode.Open))
        {
            stream.Position = stream.Length / 2;
            stream.WriteByte(0);
            stream.WriteByte(1);
        }
        var (code, words) = await RunAsync(register, "restore", file, "--drill");
        (code, words.Contains("damaged", StringComparison.Ordinal), words.Contains("Nothing was changed.", StringComparison.Ordinal)).ShouldBe((1, true, true), words);

        await File.WriteAllBytesAsync(register.Services.GetRequiredService<Settings>().KeyFile!, [.. Enumerable.Repeat((byte)7, 32)]);
        (code, words) = await RunAsync(register, "restore", file, "--drill");
        (code, words.Contains("another key file", StringComparison.Ordinal)).ShouldBe((1, true), words);
        (await CountAsync(register)).ShouldBe(before);
    }

    [Fact]
    public async Task Doctor_finds_no_problem_in_a_register_that_is_well_and_says_the_version_of_the_database()
    {
        await using var register = await RegisterWithKeyAsync();
        var (code, words) = await RunAsync(register, "doctor");
        // the throw-away PostgreSQL of the suite runs without fsync, and doctor says so
        words.Split('\n').Where(line => line.StartsWith("PROBLEM", StringComparison.Ordinal) && !(Engine.IsPostgres && line.Contains("fsync = off", StringComparison.Ordinal))).ShouldBeEmpty();
        if (!Engine.IsPostgres) code.ShouldBe(0, words);
        words.ShouldContain(Engine.IsPostgres ? "PostgreSQL" : "SQLite 3.");
        words.ShouldContain("5 area profiles read");
        words.ShouldContain("The schema is up to date.");
        if (!Engine.IsPostgres) words.ShouldContain("No problems.");
    }

    [Fact]
    public async Task Doctor_names_what_is_wrong_and_how_to_mend_it()
    {
        await using var register = await RegisterWithKeyAsync();
        await register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.ExecuteAsync(
                """
                insert into shared_job_run (id, job, started_at, outcome, started_by)
                values (@Id, 'remind', @Now, 'failed', 'schedule')
                """, new { Id = Guid.CreateVersion7(), work.Now }));
            return 0;
        });
        var (code, words) = await RunAsync(register, "doctor");
        code.ShouldBe(1, words);
        words.ShouldContain("PROBLEM The last run failed of: remind. Mend: Read the log");
    }

    [Fact]
    public async Task The_audit_is_exported_as_one_object_a_line_without_leaving_a_row_out()
    {
        await using var register = await RegisterWithKeyAsync();
        var rows = (await register.RowsAsync<long>("select count(*) from shared_audit"))[0];
        var (code, words) = await RunAsync(register, "audit", "export");
        code.ShouldBe(0);
        var lines = words.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        ((long)lines.Length).ShouldBe(rows);
        foreach (var line in lines) System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("action").GetString().ShouldNotBeNullOrEmpty();
    }

    private static async Task<TestRegister> RegisterWithKeyAsync()
    {
        var key = Path.Combine(Path.GetTempPath(), "dsr-key-" + Guid.CreateVersion7().ToString("N"));
        await File.WriteAllBytesAsync(key, [.. Enumerable.Range(1, 32).Select(number => (byte)number)]);
        return await TestRegister.StartAsync(settings: new Dictionary<string, string> { ["DSR_KEY_FILE"] = key });
    }

    private static async Task<(int Code, string Words)> RunAsync(TestRegister register, string verb, params string[] arguments)
    {
        await using var output = new StringWriter();
        var code = await register.InScopeAsync(services => services.GetServices<ICommandVerb>().Single(each => each.Name == verb).RunAsync(arguments, output, CancellationToken.None));
        return (code, output.ToString());
    }

    private static async Task<long> CountAsync(TestRegister register) => (await register.RowsAsync<long>("select count(*) from access_user"))[0];
}
