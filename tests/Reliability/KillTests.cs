using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Abstractions;

namespace Dsr.Tests.Reliability;

/// <summary>security.md R1 and R2. DSR_TEST_KILLS sets how often the program is killed.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("DSR_TEST_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : Engine.IsPostgres ? 10 : 20;

    [Fact]
    public async Task Kill_9_during_writes_loses_nothing_acknowledged_and_leaves_nothing_half_done()
    {
        var name = "dsr_kill_" + Guid.CreateVersion7().ToString("N")[20..];
        var data = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), name)).FullName;
        await Engine.CreateAsync(name);
        Client[] clients =
        [
            new UpdateAdder("referrer", "staffordshire"), new UpdateAdder("referrer", "sunderland"), new UpdateAdder("referrer", "nottinghamshire"), new UpdateAdder("referrer2", "staffordshire"),
            new RatingChanger("referrer2", "sunderland"), new RatingChanger("referrer", "northamptonshire"),
        ];
        try
        {
            var before = await PrepareAsync(name, data, clients);
            // on a slow machine a rating, which is read before it is changed, would never come to be acknowledged before an update was
            for (var kill = 0; kill < Kills; kill++) await WriteUntilKilledAsync(name, data, clients, waitsForRating: kill % 2 == 1);
            await using (var last = await Child.ServeAsync(data, Engine.Database(name), "--demo"))
            {
                // half of those who never heard send their form again, as a browser would
                foreach (var client in clients.OfType<UpdateAdder>().Take(2))
                {
                    client.Dial(last.Address);
                    await client.SendAgainAsync();
                }
                await last.KillAsync();
            }

            output.WriteLine($"{Kills} kills, {clients.Sum(client => client.Acknowledged.Count)} acknowledged, {clients.Sum(client => client.Unknowns.Count)} unknown, {clients.Sum(client => client.Refused.Count)} refused");
            clients.Sum(client => client.Unknowns.Count).ShouldBeGreaterThan(Kills / 2, "the kills fell between writes");
            await InDatabaseAsync(name, data, async db =>
            {
                await KillChecks.SoundAsync(db);
                await KillChecks.UpdatesAsync(db, before, [.. clients.OfType<UpdateAdder>()]);
                await KillChecks.RatingsAsync(db, before, [.. clients.OfType<RatingChanger>()]);
                await KillChecks.KeysAsync(db, before, clients);
                await KillChecks.LooksAsync(db, before, clients);
            });
        }
        finally
        {
            foreach (var client in clients) client.Dispose();
            NpgsqlConnection.ClearAllPools();
            await Engine.DropAsync(name);
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>A first start loads the demonstration; everybody logs in, once: sessions and open forms outlive the kills.</summary>
    private static async Task<KillChecks.Before> PrepareAsync(string name, string data, Client[] clients)
    {
        await using var first = await Child.ServeAsync(data, Engine.Database(name), "--demo");
        KillChecks.Before before = null!;
        await InDatabaseAsync(name, data, async db =>
        {
            foreach (var client in clients)
            {
                client.People = await db.QueryAsync<string>(
                    """
                    select p.reference
                    from referrals_person p
                    join referrals_link l on l.person_id = p.id and l.kind = 'owner'
                    join referrals_user u on u.user_id = l.user_id
                    where u.email = @Email
                    and p.state = 'active'
                    and p.withdrawn_at is null
                    and p.rating in ('red', 'amber', 'green')
                    and p.authority_ends_on > @after
                    order by p.reference
                    limit 3
                    """, new { client.Email, after = TimeProvider.System.Today().AddDays(1) });
                client.People.Count.ShouldBe(3, client.Email);
            }
            before = await KillChecks.BeforeAsync(db);
        });
        foreach (var client in clients)
        {
            client.Dial(first.Address);
            await client.StartAsync();
        }
        await first.KillAsync();
        return before;
    }

    private static async Task WriteUntilKilledAsync(string name, string data, Client[] clients, bool waitsForRating)
    {
        await using var child = await Child.ServeAsync(data, Engine.Database(name), "--demo");
        var writing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<Task> running = [];
        foreach (var client in clients)
        {
            client.Dial(child.Address);
            running.Add(Task.Run(() => client.RunAsync(() =>
            {
                if (client is RatingChanger == waitsForRating) writing.TrySetResult();
            })));
        }
        await Task.WhenAny([writing.Task.WaitAsync(TimeSpan.FromMinutes(1)), .. running]);
        await Task.Delay(Random.Shared.Next(20, 300));
        child.Runs.ShouldBeTrue(child.Said);
        await child.KillAsync();
        await Task.WhenAll(running);
    }

    private static async Task InDatabaseAsync(string name, string data, Func<Db, Task> act)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddScoped<RequestKey>().BuildServiceProvider();
        await using var database = Database.Open(new Settings { Data = data, Database = Engine.Database(name), PublicUrl = "http://localhost", Smtp = "folder", From = "dsr@localhost.example" });
        await using var db = new Db(database, services);
        await act(db);
    }
}
