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
    public async Task A_look_that_cannot_be_audited_shows_nothing()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, path) = await SomebodyAsync(register);
        await RunAsync(register, "alter table shared_audit rename to shared_audit_away");
        var answer = await member.OpenAsync(path);
        answer.Status.ShouldBe(503);
        answer.Strip.ShouldBeEmpty();

        await RunAsync(register, "alter table shared_audit_away rename to shared_audit");
        (await member.OpenAsync(path)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task While_a_long_write_holds_the_database_pages_soon_say_try_again_and_never_that_something_broke()
    {
        if (Engine.IsPostgres) return;
        await using var register = await TestRegister.StartAsync();
        var (member, path) = await SomebodyAsync(register);
        await using (File.Open(Path.Combine(register.Data, "write.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var list = Task.Run(() => member.OpenAsync("/register"));
            await Task.Delay(TimeSpan.FromSeconds(3));
            var since = Stopwatch.StartNew();
            var person = await member.OpenAsync(path);

            // who comes later does not wait for those before and then as long again
            since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(7.9));
            person.Status.ShouldBe(503);
            person.Strip.ShouldBeEmpty();
            (await list).Status.ShouldBe(503);
        }

        (await member.OpenAsync(path)).Status.ShouldBe(200);
    }

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
