using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Reliability;

/// <summary>Decision 20: on SQLite, acts that come one upon another share a commit, and each is answered as if it had been alone.</summary>
public sealed class SharedCommitTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly string _data = Directory.CreateTempSubdirectory("dsr_shared_").FullName;
    private readonly Database _database;
    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton(TimeProvider.System).AddScoped<RequestKey>().BuildServiceProvider();

    public SharedCommitTests()
    {
        _database = Database.Open(new Settings { Data = _data, Database = "sqlite", PublicUrl = "http://localhost", Smtp = "folder", From = "dsr@localhost.example" });
        using var file = Open();
        file.Execute("create table act (name text primary key); create table shared_request_key (request_key text primary key, answer text not null, made_at text not null)");
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Each_act_is_durable_when_it_is_answered_and_one_that_fails_is_undone_alone()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(async () =>
        {
            var name = $"act {number}";
            var acted = FormAsync(name, async work =>
            {
                await KeepAsync(work, name);
                if (number % 3 == 0) throw new LostRaceException();
            });
            if (number % 3 == 0) await Should.ThrowAsync<LostRaceException>(acted);
            else (await acted).ShouldBe(name);
            Kept(name).ShouldBe(number % 3 != 0);
        })));
    }

    [Fact]
    public async Task An_act_is_not_answered_before_those_that_it_waits_for_are_durable_with_it()
    {
        var (first, second) = await TwoTogetherAsync(_ => Task.CompletedTask);
        first.IsCompleted.ShouldBeFalse();
        Kept("first").ShouldBeFalse();

        _go.SetResult();
        (await first.WaitAsync(Soon)).ShouldBe("first");
        (await second.WaitAsync(Soon)).ShouldBe("second");
        Kept("first").ShouldBeTrue();
        Kept("second").ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_failing_disk_undoes_is_answered_to_nobody()
    {
        // the engine undoes the whole transaction, as it does when the disk is full
        var (first, second) = await TwoTogetherAsync(work => work.ExecuteAsync("rollback"));
        _go.SetResult();
        await Should.ThrowAsync<DbException>(second.WaitAsync(Soon));
        await Should.ThrowAsync<BusyException>(first.WaitAsync(Soon));
        Kept("first").ShouldBeFalse();

        // and the next begins anew
        (await FormAsync("third", work => KeepAsync(work, "third")).WaitAsync(Soon)).ShouldBe("third");
        Kept("third").ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_who_is_done_waits_for_a_job()
    {
        var (first, leave) = await BeginAsync("first");
        var end = new TaskCompletionSource();
        var job = new Db(_database, _services).WriteAsync(async work =>
        {
            await KeepAsync(work, "job");
            await end.Task;
        });
        var next = FormAsync("next", work => KeepAsync(work, "next"));
        leave.SetResult();

        (await first.WaitAsync(Soon)).ShouldBe("first");
        Kept("first").ShouldBeTrue();
        end.SetResult();
        await job.WaitAsync(Soon);
        (await next.WaitAsync(Soon)).ShouldBe("next");
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_nobody_before_them_without_an_answer()
    {
        for (var round = 0; round < 200; round++)
        {
            var name = $"round {round}";
            var (first, leave) = await BeginAsync(name);
            using var patience = new CancellationTokenSource();
            var impatient = FormAsync("impatient", work => work.ExecuteAsync("delete from act where name = 'nobody'"), cancellationToken: patience.Token);
            await Task.WhenAll(Task.Run(() => leave.SetResult()), Task.Run(() => patience.Cancel()));
            (await first.WaitAsync(Soon)).ShouldBe(name);
            Kept(name).ShouldBeTrue();
            await impatient.WaitAsync(Soon).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_at_once_is_answered_twice_when_its_one_act_is_durable()
    {
        var (first, second) = await TwoTogetherAsync(_ => Task.CompletedTask, sameKey: true);
        _go.SetResult();
        (await first.WaitAsync(Soon)).ShouldBe("first");
        (await second.WaitAsync(Soon)).ShouldBe("first");
        Kept("first").ShouldBeTrue();
        Kept("second").ShouldBeFalse();
    }

    private readonly TaskCompletionSource _go = new();

    /// <summary>The first has acted and is not committed, because the second has its turn already; it goes on when it is told.</summary>
    private async Task<(Task<string> First, Task<string> Second)> TwoTogetherAsync(Func<Work, Task> then, bool sameKey = false)
    {
        var (first, leave) = await BeginAsync("first");
        var acting = new TaskCompletionSource();
        var second = FormAsync("second", async work =>
        {
            await KeepAsync(work, "second");
            acting.SetResult();
            await _go.Task;
            await then(work);
        }, key: sameKey ? "first" : "second");
        leave.SetResult();
        if (!sameKey) await acting.Task.WaitAsync(Soon);
        return (first, second);
    }

    /// <summary>An act that has its turn and has kept its name; it ends when it is told.</summary>
    private async Task<(Task<string> Acting, TaskCompletionSource Leave)> BeginAsync(string name)
    {
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var leave = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var acting = FormAsync(name, async work =>
        {
            await KeepAsync(work, name);
            inside.SetResult();
            await leave.Task;
        });
        await inside.Task.WaitAsync(Soon);
        return (acting, leave);
    }

    private Task<string> FormAsync(string name, Func<Work, Task> act, string? key = null, CancellationToken cancellationToken = default)
    {
        var scope = _services.CreateScope();
        scope.ServiceProvider.GetRequiredService<RequestKey>().Set(key ?? name);
        return new Db(_database, scope.ServiceProvider).WriteAsync(async work =>
        {
            await act(work);
            return name;
        }, cancellationToken);
    }

    private static Task<int> KeepAsync(Work work, string name) => work.ExecuteAsync("insert into act (name) values (@name)", new { name });

    /// <summary>Asked of the file, past the program.</summary>
    private bool Kept(string name)
    {
        using var file = Open();
        return file.QuerySingle<long>("select count(*) from act where name = @name", new { name }) == 1;
    }

    private SqliteConnection Open()
    {
        var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_data, "dsr.db"), Pooling = false }.ConnectionString);
        file.Open();
        return file;
    }
}
