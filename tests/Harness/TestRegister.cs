using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Dsr.Tests;

/// <summary>
/// A whole register of a test's own: the real host on a real database, with the clock stopped at 10am on Saturday 21 November 2026.
/// A demonstration is loaded once for the run and copied, so that a test starts in a moment.
/// </summary>
public sealed class TestRegister : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? _template;

    private readonly Factory _factory;
    private readonly string _name;

    private TestRegister(string name, string data, bool demonstration, bool browser, Action<IServiceCollection>? change, IReadOnlyDictionary<string, string> settings)
    {
        (_name, Data) = (name, data);
        _factory = new Factory(data, Engine.Database(name), demonstration, Clock, change, settings);
        if (browser) _factory.UseKestrel(0);
        _factory.StartServer();
        if (browser) Address = _factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal);
    }

    public StoppedClock Clock { get; } = new();

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>Where a browser finds it; empty without one.</summary>
    public string Address { get; } = "";

    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts a register: a copy of the demonstration, or an empty one.</summary>
    public static async Task<TestRegister> StartAsync(bool demonstration = true, bool browser = false, Action<IServiceCollection>? change = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var name = "dsr_" + Guid.CreateVersion7().ToString("N")[20..];
        var data = Path.Combine(Path.GetTempPath(), name);
        Directory.CreateDirectory(data);
        if (demonstration)
        {
            var template = await TemplateAsync();
            foreach (var file in Directory.GetFiles(Folder(template)).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))) File.Copy(file, Path.Combine(data, Path.GetFileName(file)));
            await Engine.CreateAsync(name, template);
        }
        else
        {
            await Engine.CreateAsync(name);
        }
        return new TestRegister(name, data, demonstration, browser, change, settings ?? new Dictionary<string, string>());
    }

    /// <summary>Somebody at a browser without JavaScript, not logged in.</summary>
    public Visitor Visitor()
    {
        if (Address.Length == 0) return new(_factory.CreateDefaultClient(new CookieCarrier()), this);
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

    /// <summary>Rows of the database, for what no page shows.</summary>
    public Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? parameters = null)
        => InScopeAsync(services => services.GetRequiredService<Db>().QueryAsync<T>(sql, parameters));

    /// <summary>Runs a job now, as its schedule would.</summary>
    public async Task<JobRun> RunJobAsync(string name)
        => await Services.GetRequiredService<JobRunner>().RunAsync(name, "test", CancellationToken.None) ?? throw new InvalidOperationException("There is no job " + name);

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await Engine.DropAsync(_name);
        try
        {
            Directory.Delete(Data, recursive: true);
        }
        catch (IOException)
        {
            // a file is still being let go of: the system's own cleaning takes the folder
        }
    }

    private static string Folder(string name) => Path.Combine(Path.GetTempPath(), name);

    private static async Task<string> TemplateAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (_template is { } known) return known;
            var name = $"dsr_demo_{Environment.ProcessId}";
            var data = Folder(name);
            if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
            Directory.CreateDirectory(data);
            await Engine.DropAsync(name);
            await Engine.CreateAsync(name);
            await using (var factory = new Factory(data, Engine.Database(name), demonstration: true, new StoppedClock(), null, new Dictionary<string, string>()))
            {
                factory.StartServer();
            }
            NpgsqlConnection.ClearAllPools();
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(data, recursive: true);
            return _template = name;
        }
        finally
        {
            Gate.Release();
        }
    }

    private sealed class Factory(string data, string database, bool demonstration, StoppedClock clock, Action<IServiceCollection>? change, IReadOnlyDictionary<string, string> settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("DSR_DATA", data);
            builder.UseSetting("DSR_DATABASE", database);
            builder.UseSetting("DSR_PUBLIC_URL", "http://localhost");
            if (demonstration) builder.UseSetting("demo", "true");
            foreach (var (name, value) in settings) builder.UseSetting(name, value);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                // jobs run when a test says so, not when the machine's clock does
                foreach (var scheduler in services.Where(service => service.ServiceType == typeof(IHostedService) && (service.ImplementationType?.FullName ?? service.ImplementationFactory?.Method.DeclaringType?.FullName ?? "").Contains("Quartz", StringComparison.Ordinal)).ToList())
                    services.Remove(scheduler);
                change?.Invoke(services);
            });
        }
    }
}
