using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Reliability;

/// <summary>A look at a person is in the audit before its answer leaves: no row, no answer.</summary>
public sealed class LookTests
{
    [Fact]
    public async Task Looks_at_the_same_moment_are_each_in_the_audit()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, path) = await SomebodyAsync(register);
        register.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = new { At = register.Clock.GetUtcNow() };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => member.OpenAsync(path))));
        answers.Select(answer => answer.Status).Distinct().ShouldBe([200]);
        (await register.RowsAsync<long>("select count(*) from shared_audit where kind = 'read' and person_id is not null and at >= @At", since)).ShouldBe([20]);
    }

    [Fact]
    public async Task A_form_that_comes_back_with_errors_is_a_look_and_one_that_was_done_is_the_act_alone()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, path) = await SomebodyAsync(register);
        var form = await member.OpenAsync(path + "/add");
        var since = register.Clock.GetUtcNow().AddMinutes(1);
        register.Clock.Advance(TimeSpan.FromMinutes(1));
        (await form.PressAsync("Add update")).Status.ShouldBe(422);
        (await KindsAsync()).ShouldBe(["read people/{ref}/updates/add"]);

        form.Choose("Same", "Is the risk of going into hospital").Choose("Other professionals").Type("What has changed?", "Sees a new support worker");
        (await form.PressAsync("Add update")).Status.ShouldBe(303);
        (await KindsAsync()).ShouldBe(["read people/{ref}/updates/add", "write UpdateAdded"]);

        Task<IReadOnlyList<string>> KindsAsync() => register.RowsAsync<string>("select kind || ' ' || action from shared_audit where person_id is not null and at >= @since order by id", new { since });
    }

    [Fact]
    public async Task A_look_that_cannot_be_audited_shows_nothing()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, path) = await SomebodyAsync(register);
        await BreakAuditAsync(register);
        var answer = await member.OpenAsync(path);
        answer.Status.ShouldBe(503);
        answer.Strip.ShouldBeEmpty();

        await MendAuditAsync(register);
        (await member.OpenAsync(path)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task While_a_long_write_holds_the_database_people_can_be_looked_at_and_an_act_says_that_it_was_not_saved_with_what_was_typed()
    {
        if (Engine.IsPostgres) return;
        await using var register = await TestRegister.StartAsync();
        var (member, path) = await SomebodyAsync(register);
        var form = await member.OpenAsync(path + "/add");
        form.Choose("Same", "Is the risk of going into hospital").Choose("Other professionals").Type("What has changed?", "Sees a new support worker");
        await using (await HoldAsync(register))
        {
            (await member.OpenAsync(path)).Status.ShouldBe(200);
            (await member.OpenAsync("/register")).Status.ShouldBe(200);

            var first = Task.Run(() => form.PressAsync("Add update"));
            await Task.Delay(TimeSpan.FromSeconds(3));
            var since = Stopwatch.StartNew();
            var second = await form.PressAsync("Add update");

            // who comes later does not wait for those before and then as long again
            since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(9));
            second.Status.ShouldBe(503);
            second.Text.ShouldContain("Sees a new support worker");
            (await first).Status.ShouldBe(503);
        }

        (await member.OpenAsync(path)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Looks_that_a_killed_program_left_behind_are_brought_in_once_and_half_a_line_was_shown_to_nobody()
    {
        if (Engine.IsPostgres) return;
        await using var register = await TestRegister.StartAsync();
        await SomebodyAsync(register);
        using var journal = new LookJournal(register.Data);
        var looks = Enumerable.Range(0, 3).Select(_ => Look(register.Clock.GetUtcNow())).ToList();
        journal.Append(looks[..2]);
        journal.Append(looks[2..]);
        var (file, _) = journal.Finished().Single(entry => entry.Looks.Any(look => look.Id == looks[0].Id));
        var left = await File.ReadAllBytesAsync(file);

        (await FoundAsync(looks)).ShouldBe(3);
        File.Exists(file).ShouldBeFalse();

        // the program was killed between the commit and the deletion, then the power failed within the last line
        await File.WriteAllBytesAsync(file, [.. left, .. left.AsSpan(0, 40)]);
        (await FoundAsync(looks)).ShouldBe(3);
        File.Exists(file).ShouldBeFalse();

        async Task<long> FoundAsync(List<AuditRow> looks) => (await register.RowsAsync<long>("select count(*) from shared_audit where id in @Ids", new { Ids = looks.ConvertAll(look => look.Id) })).Single();
    }

    [Fact]
    public async Task A_file_that_another_process_still_writes_its_looks_to_is_left_to_it()
    {
        var data = Directory.CreateTempSubdirectory("dsr_looks_").FullName;
        try
        {
            using var mine = new LookJournal(data);
            using var another = new LookJournal(data);
            mine.Append([Look(DateTimeOffset.UnixEpoch)]);
            another.Finished().ShouldBeEmpty();
            mine.Finished().Count().ShouldBe(1);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_look_is_in_the_backup_that_is_made_the_moment_after()
    {
        if (Engine.IsPostgres) return;
        await using var register = await TestRegister.StartAsync();
        var (member, path) = await SomebodyAsync(register);
        var backup = Path.Combine(register.Data, "backup.dsr");
        var before = await MakeAsync();
        await member.OpenAsync(path);
        (await MakeAsync() - before).ShouldBeGreaterThan(0);

        async Task<long> MakeAsync() => (await register.InScopeAsync(services => services.GetRequiredService<Backups>().MakeAsync(backup, CancellationToken.None))).Rows["shared_audit"];
    }

    /// <summary>As another process holds the database that writes for long; the register writes of its own accord too.</summary>
    private static async Task<FileStream> HoldAsync(TestRegister register)
    {
        while (true)
        {
            try
            {
                return File.Open(Path.Combine(register.Data, "write.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(10);
            }
        }
    }

    private static AuditRow Look(DateTimeOffset at) => new(Ids.New(at), at, "read", "people/{reference}", null, null, null, null, null, null, null, Ids.New(at), null, null);

    private static async Task BreakAuditAsync(TestRegister register)
    {
        if (Engine.IsPostgres)
        {
            await RunAsync(register, "alter table shared_audit rename to shared_audit_away");
            return;
        }
        // all looks so far are brought in, and a file stands where the next would be kept
        await register.RowsAsync<long>("select count(*) from shared_audit");
        if (Directory.Exists(Looks(register))) Directory.Delete(Looks(register), recursive: true);
        await File.WriteAllTextAsync(Looks(register), "");
    }

    private static async Task MendAuditAsync(TestRegister register)
    {
        if (Engine.IsPostgres) await RunAsync(register, "alter table shared_audit_away rename to shared_audit");
        else File.Delete(Looks(register));
    }

    private static string Looks(TestRegister register) => Path.Combine(register.Data, "looks");

    private static async Task<(Visitor Member, string Path)> SomebodyAsync(TestRegister register)
    {
        var reference = (await register.RowsAsync<string>("select reference from referrals_person where area = 'staffordshire' and state = 'active' order by reference limit 1")).Single();
        return (await register.SignInAsync("member"), $"/people/{reference}/updates");
    }

    private static Task<int> RunAsync(TestRegister register, string sql)
        => register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.ExecuteAsync(sql));
            return 0;
        });
}
