using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests;

/// <summary>
/// A whole register of a test's own: the real host on a real database, with the clock stopped at 10am on Saturday 21 November 2026.
/// A demonstration is loaded once for the run and copied, and a host that a test left goes on with the next copy, so that a test starts in a moment.
/// </summary>
public sealed class TestRegister : IAsyncDisposable
{
    private readonly Server _server;

    private TestRegister(Server server) => _server = server;

    public StoppedClock Clock => _server.Clock;

    /// <summary>The data folder.</summary>
    public string Data => _server.Data;

    /// <summary>What DSR_DATABASE should be for another program on the same database.</summary>
    public string Database => Engine.Database(_server.Name);

    /// <summary>Where a browser finds it; empty without one.</summary>
    public string Address => _server.Address;

    public IServiceProvider Services => _server.Services;

    /// <summary>Starts a register: a copy of the demonstration, or an empty one.</summary>
    public static async Task<TestRegister> StartAsync(bool demonstration = true, bool browser = false, Action<IServiceCollection>? change = null, IReadOnlyDictionary<string, string>? settings = null)
        => new(await Server.TakeAsync(new Wishes(demonstration, browser, change, settings ?? new Dictionary<string, string>())));

    /// <summary>Somebody at a browser without JavaScript, not logged in.</summary>
    public Visitor Visitor()
    {
        if (Address.Length == 0) return new(_server.Client(new CookieCarrier()), this);
        // beside a browser requests go over the network, where a client would follow redirects and keep cookies by itself
        var carrier = new CookieCarrier { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false } };
        return new(new HttpClient(carrier) { BaseAddress = new Uri(Address) }, this);
    }

    /// <summary>A made-up user of the demonstration, logged in: <c>lead</c>, <c>member</c>, <c>chair</c>, <c>referrer</c>, <c>referrer2</c>, <c>agency</c>, <c>analyst</c>, <c>auditor</c>, <c>administrator</c> of an area.</summary>
    public async Task<Visitor> SignInAsync(string who, string area = "staffordshire")
    {
        var visitor = Visitor();
        await visitor.ContinueAsAsync(who, area);
        return visitor;
    }

    /// <summary>Runs something in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Rows of the database, for what no page shows; looks are in the audit.</summary>
    public Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? parameters = null)
        => InScopeAsync(async services =>
        {
            await services.GetRequiredService<Database>().BringInLooksAsync(CancellationToken.None);
            return await services.GetRequiredService<Db>().QueryAsync<T>(sql, parameters);
        });

    /// <summary>Runs a job now, as its schedule would.</summary>
    public async Task<JobRun> RunJobAsync(string name)
        => await Services.GetRequiredService<JobRunner>().RunAsync(name, "test", CancellationToken.None) ?? throw new InvalidOperationException("There is no job " + name);

    public async ValueTask DisposeAsync() => await _server.GiveBackAsync();
}
