using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Dsr.Tests.Browser;

/// <summary>A browser window that watches itself: what the console says, and where requests go.</summary>
public sealed partial class Window : IAsyncDisposable
{
    private const string Shape =
        """
        () => ({
          scripts: document.body.classList.contains('js-enabled'),
          headings: document.querySelectorAll('h1').length,
          sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          widest: [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5 && !each.closest('[tabindex], .nhsuk-u-visually-hidden, svg')).slice(-3).map(each => each.tagName.toLowerCase() + '.' + each.className).join(', '),
          empty: [...document.querySelectorAll('td')].filter(each => each.innerText.trim() === '' && !each.querySelector('img, svg, input')).length,
          addresses: [...document.querySelectorAll('a[href], form[action]')].map(each => each.getAttribute('href') || each.getAttribute('action')),
        })
        """;

    // the package's own way opens a second page for each run: running it in the page itself takes a third of the time
    private const string RunAxe =
        """
        () => axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, resultTypes: ['violations'] })
          .then(found => found.violations.map(each => `axe ${each.id} (${each.help}): ` + each.nodes.slice(0, 3).map(node => `${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.failureSummary}`).join(' ; ')))
        """;

    // The kit follows a change of width a frame late (it folds the menu, which takes the focus with it) and lets the keyboard into a table that scrolls now another frame later.
    // Where a frame does not come the page is asked all the same: what is wrong once is asked again.
    private const string Settled =
        """
        () => new Promise(resolve => {
          setTimeout(resolve, 2000);
          requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        }).then(() => document.readyState === 'complete'
          && document.documentElement.scrollWidth <= document.documentElement.clientWidth
          && [...document.querySelectorAll('.nhsuk-scroll__content')].every(each => each.hasAttribute('tabindex') === (each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight)))
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript() + Checks.Stops;

    private readonly IBrowserContext _context;
    private readonly List<string> _heard = [];
    private bool _hasAxe;

    internal Window(IBrowserContext context, IPage page, string origin, bool scripts)
    {
        (_context, Page, HasScripts) = (context, page, scripts);
        page.Console += (_, message) =>
        {
            // the browser itself reports a script that was blocked, and a page that is answered with 4xx: both are meant
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _heard.Add($"console: {message.Text}");
        };
        page.PageError += (_, error) => _heard.Add($"script error: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(origin, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) _heard.Add($"request to {request.Url}");
        };
    }

    public IPage Page { get; }

    public bool HasScripts { get; }

    public static ViewportSize Size(int width) => new() { Width = width, Height = width < 700 ? 640 : 900 };

    public async Task LogInAsync(string who, string area = "staffordshire")
    {
        await Page.GotoAsync("/log-in");
        // the buttons stand folded away by area
        await Page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(each => each.open = true)");
        await Page.ClickAsync($"button[name=user][value='{who}@{area}.example.com']");
        await Page.WaitForURLAsync("**/home");
    }

    /// <summary>Does what leads to another page, and waits for that page.</summary>
    public async Task LoadingAsync(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage which) => loaded.TrySetResult();
        Page.Load += Loaded;
        try
        {
            await act();
            await loaded.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            Page.Load -= Loaded;
        }
    }

    /// <summary>Another width of the same page, when its scripts have followed.</summary>
    public async Task NarrowAsync(int width)
    {
        var size = Size(width);
        await Page.SetViewportSizeAsync(size.Width, size.Height);
        await SettleAsync();
    }

    /// <summary>Everything that is wrong with using the page that is open, at the width that stands: its words, the keyboard, forced colours and paper.</summary>
    public async Task<IReadOnlyList<string>> UseFaultsAsync(string what)
    {
        var faults = new List<string>();
        faults.AddRange(await StillAsync(() => Page.EvaluateAsync<string[]>(Checks.Words)));
        faults.AddRange(await StillAsync(() => Page.EvaluateAsync<string[]>(Checks.Focus)));
        faults.AddRange(await StillAsync(TabAsync));
        await Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        faults.AddRange((await StillAsync(() => Page.EvaluateAsync<string[]>(Checks.ForcedColours))).Select(fault => "with forced colours: " + fault));
        await Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None, Media = Media.Print });
        faults.AddRange((await StillAsync(() => Page.EvaluateAsync<string[]>(Checks.Print))).Select(fault => "on paper: " + fault));
        await Page.EmulateMediaAsync(new() { Media = Media.Screen });
        return [.. faults.Select(fault => $"{what}: {fault}")];
    }

    /// <summary>What does not fit when the text is large and spaced.</summary>
    public async Task<IReadOnlyList<string>> LargeTextFaultsAsync(string what)
    {
        await Page.EvaluateAsync(Checks.Enlarge);
        await SettleAsync();
        await ShootAsync($"{what}-large");
        var faults = await StillAsync(() => Page.EvaluateAsync<string[]>(Checks.Enlarged));
        await Page.EvaluateAsync(Checks.Shrink);
        await SettleAsync();
        return [.. faults.Select(fault => $"{what}: {fault}")];
    }

    /// <summary>What is wrong with the page as a PDF: whoever reads it aloud needs its tags and title.</summary>
    public async Task<IReadOnlyList<string>> PdfFaultsAsync(string what)
    {
        var pdf = System.Text.Encoding.Latin1.GetString(await Page.PdfAsync(new() { Format = "A4", Tagged = true }));
        return [.. new[] { "/StructTreeRoot", "/Marked true", "/Lang", "/Title" }.Where(part => !pdf.Contains(part, StringComparison.Ordinal)).Select(part => $"{what}: the PDF has no {part}")];
    }

    /// <summary>Everything that is wrong with the page that is open, in words. Names are full names of people, which no title may hold.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(string what, IReadOnlyCollection<string>? names = null)
    {
        await SettleAsync();
        if (!_hasAxe)
        {
            // this page now, and each that follows by itself
            await Page.EvaluateAsync(Axe);
            await _context.AddInitScriptAsync(Axe);
            _hasAxe = true;
        }
        var faults = await StillAsync(() => LookAsync(names ?? []));
        string[] heard = [.. _heard];
        _heard.Clear();
        return [.. heard.Concat(faults).Select(fault => $"{what}: {fault}")];
    }

    private async Task<string[]> LookAsync(IReadOnlyCollection<string> names)
    {
        var faults = new List<string>();
        var shape = await Page.EvaluateAsync<Found>(Shape);
        if (shape.Scripts != HasScripts) faults.Add(HasScripts ? "scripts do not run" : "scripts run, where they should not");
        if (shape.Headings != 1) faults.Add($"{shape.Headings} h1");
        if (shape.Sideways > 0) faults.Add($"scrolls sideways by {shape.Sideways}: {shape.Widest}");
        if (shape.Empty > 0) faults.Add($"{shape.Empty} empty cells");
        var title = await Page.TitleAsync();
        if (!title.EndsWith(" – Dynamic Support Register", StringComparison.Ordinal)) faults.Add($"title \"{title}\"");
        faults.AddRange(names.Where(name => title.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(_ => "a full name in the title"));
        faults.AddRange(shape.Addresses.Append(Page.Url).Where(address => NhsNumber().IsMatch(address)).Select(address => $"an NHS number in {address}"));
        faults.AddRange(await Page.EvaluateAsync<string[]>(RunAxe));
        return [.. faults];
    }

    /// <summary>From the top of the page with the Tab key itself to its last stop.</summary>
    private async Task<string[]> TabAsync()
    {
        var stops = await Page.EvaluateAsync<int>(Checks.ListenToTab);
        for (var press = 0; press < stops; press++) await Page.Keyboard.PressAsync("Tab");
        // some controls have stops of their own inside
        for (var press = 0; press < stops && !await Page.EvaluateAsync<bool>(Checks.TabbedToTheEnd); press++) await Page.Keyboard.PressAsync("Tab");
        return await Page.EvaluateAsync<string[]>(Checks.Tabbed);
    }

    /// <summary>A fault is what is wrong each time it is asked. Once may be the browser that is late, or a part of the page that was renewed meanwhile.</summary>
    private async Task<string[]> StillAsync(Func<Task<string[]>> ask)
    {
        var faults = await ask();
        for (var again = 0; again < 2 && faults.Length > 0; again++)
        {
            await SettleAsync();
            faults = await ask();
        }
        return faults;
    }

    // what a page does not do in this time is a fault, which the checks tell
    private async Task SettleAsync()
    {
        for (var until = DateTime.UtcNow.AddSeconds(10); HasScripts && !await Page.EvaluateAsync<bool>(Settled) && DateTime.UtcNow < until;) await Task.Delay(50);
    }

    /// <summary>The full-page picture, when DSR_SHOTS names a folder.</summary>
    public async Task ShootAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("DSR_SHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, NotForFiles().Replace(name, "-").Trim('-') + (HasScripts ? "" : "-plain") + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    [GeneratedRegex(@"(?<![0-9a-fA-F-])9\d{2}(%20|\+|\s)?\d{3}(%20|\+|\s)?\d{4}(?![0-9a-fA-F-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NhsNumber();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex NotForFiles();

    private sealed class Found
    {
        public bool Scripts { get; set; }

        public int Headings { get; set; }

        public double Sideways { get; set; }

        public string Widest { get; set; } = "";

        public int Empty { get; set; }

        public string[] Addresses { get; set; } = [];
    }
}
