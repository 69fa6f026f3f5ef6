using System.Globalization;
using Dsr.Tests.Browser;
using Microsoft.Playwright;

namespace Dsr.Tests.Journeys;

/// <summary>Somebody's hands on the register: the same steps in a browser and over HTTP. Fields are found by their labels, as people find them.</summary>
public interface IHands
{
    string Path { get; }

    Task GoAsync(string path);

    Task FollowAsync(string link);

    Task TypeAsync(string label, string text);

    Task TypeDateAsync(string question, DateOnly date);

    Task ChooseAsync(string option, string? question = null);

    Task SelectAsync(string label, string option);

    /// <summary>Presses a button and comes to the page that follows.</summary>
    Task PressAsync(string button);

    Task<int> StatusAsync(string path);

    Task<string> HeadingAsync();

    /// <summary>What the page says, person strip and banner included.</summary>
    Task<string> TextAsync();

    /// <summary>The questions of the page that have options.</summary>
    Task<IReadOnlyList<string>> QuestionsAsync();

    /// <summary>The row of a table that says this; empty when there is none.</summary>
    Task<string> RowAsync(string text);

    /// <summary>Ticks every box of the page.</summary>
    Task TickAllAsync();
}

/// <summary>Over HTTP, with no browser.</summary>
public sealed class OverHttp(Visitor visitor) : IHands
{
    private Screen _screen = null!;

    public string Path => _screen.Path;

    public async Task GoAsync(string path) => _screen = await visitor.FollowAsync(path);

    public Task FollowAsync(string link) => GoAsync(_screen.LinkTo(link));

    public Task TypeAsync(string label, string text) => Task.FromResult(_screen.Type(label, text));

    public Task TypeDateAsync(string question, DateOnly date) => Task.FromResult(_screen.TypeDate(question, date));

    public Task ChooseAsync(string option, string? question = null) => Task.FromResult(_screen.Choose(option, question));

    public Task SelectAsync(string label, string option) => Task.FromResult(_screen.Select(label, option));

    public async Task PressAsync(string button)
    {
        var answer = await _screen.PressAsync(button);
        answer.Status.ShouldBeOneOf([200, 303], $"{button} on {_screen.Path}: {answer.Heading}. {string.Join("; ", answer.Errors)}");
        _screen = answer.Location is { } next ? await visitor.FollowAsync(next) : answer;
    }

    public async Task<int> StatusAsync(string path) => (await visitor.OpenAsync(path)).Status;

    public Task<string> HeadingAsync() => Task.FromResult(_screen.Heading);

    public Task<string> TextAsync() => Task.FromResult($"{_screen.Strip} {_screen.Text}");

    public Task<IReadOnlyList<string>> QuestionsAsync()
        => Task.FromResult<IReadOnlyList<string>>([.. _screen.All("main fieldset:has(input[type=radio]) > legend").Select(legend => legend.TextContent.Trim())]);

    public Task<string> RowAsync(string text)
        => Task.FromResult(string.Join(' ', (_screen.All("main tbody tr").FirstOrDefault(row => row.TextContent.Contains(text, StringComparison.Ordinal))?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    public Task TickAllAsync()
    {
        foreach (var box in _screen.All("main input[type=checkbox]")) _screen.Type(box.GetAttribute("name")!, "true");
        return Task.CompletedTask;
    }
}

/// <summary>In a browser, with scripts or without.</summary>
public sealed class InBrowser(Window window) : IHands
{
    private IPage Page => window.Page;

    public string Path => new Uri(Page.Url).PathAndQuery;

    public async Task GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        answer!.Status.ShouldBeLessThan(500, path);
    }

    public Task FollowAsync(string link) => LoadingAsync(() => First("main a, .nhsuk-header a, .dsr-subnav a", link).ClickAsync());

    public async Task TypeAsync(string label, string text) => await (await ControlAsync(label)).FillAsync(text);

    public async Task TypeDateAsync(string question, DateOnly date)
    {
        var boxes = Group(question).Locator("input[type=text]");
        await boxes.Nth(0).FillAsync(date.Day.ToString(CultureInfo.InvariantCulture));
        await boxes.Nth(1).FillAsync(date.Month.ToString(CultureInfo.InvariantCulture));
        await boxes.Nth(2).FillAsync(date.Year.ToString(CultureInfo.InvariantCulture));
    }

    public async Task ChooseAsync(string option, string? question = null)
    {
        var labels = (question is null ? Page.Locator("main") : Group(question)).Locator("label");
        var exact = labels.Filter(new() { HasTextRegex = new($@"^\s*{System.Text.RegularExpressions.Regex.Escape(option)}\s*$") });
        await (await exact.CountAsync() > 0 ? exact : labels.Filter(new() { HasTextRegex = new($@"^\s*{System.Text.RegularExpressions.Regex.Escape(option)}") })).First.ClickAsync();
    }

    public async Task SelectAsync(string label, string option)
    {
        var list = await ControlAsync(label);
        var value = await list.EvaluateAsync<string>("(list, option) => [...list.options].find(each => each.text.trim().startsWith(option)).value", option);
        await list.SelectOptionAsync(value);
    }

    public async Task PressAsync(string button)
    {
        var before = Page.Url;
        await LoadingAsync(() => First("main button", button).ClickAsync());
        var errors = await Page.Locator(".nhsuk-error-summary__list li").AllInnerTextsAsync();
        errors.ShouldBeEmpty($"{button} on {before}");
    }

    public async Task<int> StatusAsync(string path) => (await Page.GotoAsync(path))!.Status;

    public Task<string> HeadingAsync() => Page.Locator("h1").InnerTextAsync();

    public async Task<string> TextAsync()
        => string.Join(' ', (await Page.EvaluateAsync<string>("() => (document.querySelector('.dsr-person')?.textContent ?? '') + ' ' + document.querySelector('main').textContent")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public async Task<IReadOnlyList<string>> QuestionsAsync()
        => [.. (await Page.Locator("main fieldset:has(input[type=radio]) > legend").AllTextContentsAsync()).Select(text => text.Trim())];

    public async Task<string> RowAsync(string text)
    {
        var rows = Page.Locator("main tbody tr").Filter(new() { HasText = text });
        return await rows.CountAsync() == 0 ? "" : string.Join(' ', (await rows.First.InnerTextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public async Task TickAllAsync()
    {
        foreach (var label in await Page.Locator("main .nhsuk-checkboxes__label").AllAsync()) await label.ClickAsync();
    }

    private ILocator First(string selector, string text) => Page.Locator(selector).Filter(new() { HasTextRegex = new($@"^\s*{System.Text.RegularExpressions.Regex.Escape(text)}") }).First;

    private ILocator Group(string question)
        => Page.Locator("fieldset").Filter(new() { Has = Page.Locator("legend").Filter(new() { HasTextRegex = new($@"^\s*{System.Text.RegularExpressions.Regex.Escape(question)}") }) }).Last;

    private async Task<ILocator> ControlAsync(string label)
    {
        var found = await Page.EvaluateAsync<string?>(
            "(text) => { const labels = [...document.querySelectorAll('label')], said = each => each.textContent.trim().replace(/\\s+/g, ' '); return (labels.find(each => said(each) === text) ?? labels.find(each => said(each).startsWith(text)))?.htmlFor }", label);
        found.ShouldNotBeNull($"There is no field \"{label}\" on {Page.Url}");
        return Page.Locator($"[id=\"{found}\"]");
    }

    /// <summary>Waits until another document stands there: after a form that is wrong the address is the same.</summary>
    private async Task LoadingAsync(Func<Task> act)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        try
        {
            await act();
            await loaded.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        finally
        {
            Page.Load -= Loaded;
        }
    }
}
