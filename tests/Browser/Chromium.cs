using Microsoft.Playwright;

namespace Dsr.Tests.Browser;

/// <summary>A Chromium for the looks at every page, and one beside it for the journeys. Each test takes windows of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Looks = "browser";

    public const string Journeys = "browser, journeys";

    // the shell is the same browser without its windows, at three quarters of the cost
    private static readonly string Program = File.Exists("/usr/bin/chromium-headless-shell") ? "/usr/bin/chromium-headless-shell" : "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A window with cookies of its own. Without scripts is how a page is when they do not arrive: what the checks themselves run in the page still works.</summary>
    public async Task<Window> OpenAsync(TestRegister register, int width = 1280, bool scripts = true)
    {
        ArgumentNullException.ThrowIfNull(register);
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = register.Address,
            ViewportSize = Window.Size(width),
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
        });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        if (!scripts)
        {
            // a route of Playwright's would do the same and turn the cache off
            var network = await context.NewCDPSessionAsync(page);
            await network.SendAsync("Network.enable");
            await network.SendAsync("Network.setBlockedURLs", new() { ["urls"] = new[] { "*.js" } });
        }
        return new Window(context, page, register.Address, scripts);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(Chromium.Looks)]
public sealed class ChromiumForLooks : ICollectionFixture<Chromium>;

[CollectionDefinition(Chromium.Journeys)]
public sealed class ChromiumForJourneys : ICollectionFixture<Chromium>;
