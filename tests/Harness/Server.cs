using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Dsr.Tests;

/// <summary>How a test wants its register.</summary>
internal sealed record Wishes(bool Demonstration, bool Browser, Action<IServiceCollection>? Change, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The demonstration as it is: the next test may have the same host, on a fresh copy.</summary>
    public bool ArePlain => Demonstration && Change is null && Settings.Count == 0;
}

/// <summary>A running host on a database and a data folder of its own. It goes from test to test when each wishes the plain demonstration.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static readonly ConcurrentQueue<Server> Free = [];
    private static readonly ConcurrentQueue<Server> FreeForBrowsers = [];
    private static string? _template;

    private readonly Wishes _wishes;
    private readonly Factory _factory;

    private Server(Wishes wishes, string name, string data)
    {
        (_wishes, Name, Data) = (wishes, name, data);
        _factory = new Factory(wishes, data, Engine.Database(name), Clock);
        if (wishes.Browser) _factory.UseKestrel(0);
        _factory.StartServer();
        if (wishes.Browser) Address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal);
    }

    public StoppedClock Clock { get; } = new();

    /// <summary>The name of its database.</summary>
    public string Name { get; private set; }

    public string Data { get; }

    public string Address { get; } = "";

    public IServiceProvider Services => _factory.Services;

    public static async Task<Server> TakeAsync(Wishes wishes)
    {
        if (wishes.ArePlain)
        {
            while (FreeOnes(wishes).TryDequeue(out var free))
            {
                if (await free.RenewAsync()) return free;
                await free.DisposeAsync();
            }
        }

        var name = NewName();
        var data = Folder(name);
        Directory.CreateDirectory(data);
        await FillAsync(name, data, wishes.Demonstration);
        return new Server(wishes, name, data);
    }

    public HttpClient Client(DelegatingHandler handler) => _factory.CreateDefaultClient(handler);

    /// <summary>The test is over.</summary>
    public async Task GiveBackAsync()
    {
        if (_wishes.ArePlain) FreeOnes(_wishes).Enqueue(this);
        else await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await Engine.DropAsync(Name);
        Delete(Data);
    }

    private static ConcurrentQueue<Server> FreeOnes(Wishes wishes) => wishes.Browser ? FreeForBrowsers : Free;

    private static string NewName() => "dsr_" + Guid.CreateVersion7().ToString("N")[20..];

    private static string Folder(string name) => Path.Combine(Path.GetTempPath(), name);

    /// <summary>A fresh copy of the demonstration, at 10am on 21 November 2026 again. The key ring stays: it is the host's.</summary>
    private async Task<bool> RenewAsync()
    {
        var (old, name) = (Name, NewName());
        return await ((ExchangeableDatabase)Services.GetRequiredService<Database>()).ExchangeAsync(Engine.Database(name), async () =>
        {
            await Engine.DropAsync(old);
            Name = name;
            foreach (var file in Directory.GetFiles(Data)) File.Delete(file);
            foreach (var folder in Directory.GetDirectories(Data).Where(folder => Path.GetFileName(folder) != "keys")) Directory.Delete(folder, recursive: true);
            await FillAsync(name, Data, demonstration: true);
            Clock.Reset();
        });
    }

    private static async Task FillAsync(string name, string data, bool demonstration)
    {
        var template = demonstration ? await TemplateAsync() : null;
        if (template is not null && !Engine.IsPostgres) File.Copy(Path.Combine(Folder(template), "template.db"), Path.Combine(data, "dsr.db"));
        await Engine.CreateAsync(name, template);
    }

    /// <summary>The demonstration, loaded once for the run.</summary>
    private static async Task<string> TemplateAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (_template is { } known) return known;
            var name = string.Create(CultureInfo.InvariantCulture, $"dsr_demo_{Environment.ProcessId}");
            var data = Folder(name);
            Delete(data);
            Directory.CreateDirectory(data);
            await Engine.DropAsync(name);
            await Engine.CreateAsync(name);
            await using (var factory = new Factory(new Wishes(true, false, null, new Dictionary<string, string>()), data, Engine.Database(name), new StoppedClock()))
            {
                factory.StartServer();
                await MailHasLeftAsync(factory.Services);
            }
            NpgsqlConnection.ClearAllPools();
            if (!Engine.IsPostgres) await CopyWholeAsync(data);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAsync(name).GetAwaiter().GetResult();
            return _template = name;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>A mail that was on its way when the template was closed would be on its way in every copy.</summary>
    private static async Task MailHasLeftAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        for (var waits = 0; waits < 6000; waits++)
        {
            if (await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(CancellationToken.None) == 0
                && await scope.ServiceProvider.GetRequiredService<Db>().FirstAsync<long>("select count(*) from shared_outbox where state = 'sending'") == 0) return;
            await Task.Delay(10);
        }
        throw new InvalidOperationException("A mail of the demonstration does not leave.");
    }

    /// <summary>One file with all that was written, whoever may still have the database open and whenever they let go of its log.</summary>
    private static async Task CopyWholeAsync(string data)
    {
        await using var loaded = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "dsr.db"), Pooling = false }.ConnectionString);
        await loaded.OpenAsync();
        await using var command = loaded.CreateCommand();
        command.CommandText = "vacuum into @file";
        command.Parameters.AddWithValue("@file", Path.Combine(data, "template.db"));
        await command.ExecuteNonQueryAsync();
    }

    private static async Task EndAsync(string template)
    {
        NpgsqlConnection.ClearAllPools();
        foreach (var server in Free.Concat(FreeForBrowsers))
        {
            await Engine.DropAsync(server.Name);
            Delete(server.Data);
        }
        await Engine.DropAsync(template);
        Delete(Folder(template));
    }

    private static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // a file is still being let go of: the system's own cleaning takes the folder
        }
    }

    private sealed class Factory(Wishes wishes, string data, string database, StoppedClock clock) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("DSR_DATA", data);
            builder.UseSetting("DSR_DATABASE", database);
            builder.UseSetting("DSR_PUBLIC_URL", "http://localhost");
            // styles and scripts are cached as they are in Production: browsers ask for hundreds of pages
            builder.UseSetting("EnableStaticAssetsDevelopmentCaching", "true");
            builder.UseSetting("ReloadStaticAssetsAtRuntime", "false");
            if (wishes.Demonstration) builder.UseSetting("demo", "true");
            foreach (var (name, value) in wishes.Settings) builder.UseSetting(name, value);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<Database>(provider => new ExchangeableDatabase(provider.GetRequiredService<Settings>()));
                // slow hashing is what keeps guessing dear: SignInTests holds the product's own number of rounds, and nobody waits for them
                services.AddSingleton(_ => new Dsr.Access.Passwords(rounds: 1_000));
                // jobs run when a test says so, not when the machine's clock does
                foreach (var scheduler in services.Where(service => service.ServiceType == typeof(IHostedService) && (service.ImplementationType?.FullName ?? service.ImplementationFactory?.Method.DeclaringType?.FullName ?? "").Contains("Quartz", StringComparison.Ordinal)).ToList())
                    services.Remove(scheduler);
                wishes.Change?.Invoke(services);
            });
        }
    }
}
