using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Dsr.Tests;

/// <summary>Carries cookies between the requests of one visitor.</summary>
internal sealed class CookieCarrier : DelegatingHandler
{
    public CookieContainer Cookies { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var header = Cookies.GetCookieHeader(request.RequestUri!);
        if (header.Length > 0) request.Headers.Add("Cookie", header);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set) Cookies.SetCookies(request.RequestUri!, cookie);
        return response;
    }
}

/// <summary>Somebody at a browser without JavaScript: opens pages, fills forms by their labels, presses buttons.</summary>
public sealed class Visitor(HttpClient client, TestRegister register)
{
    public HttpClient Client => client;

    public TestRegister Register => register;

    public async Task<Screen> OpenAsync(string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await Screen.ReadAsync(this, response);
    }

    /// <summary>Opens a page and follows redirects, as a browser does.</summary>
    public async Task<Screen> FollowAsync(string path)
    {
        var sheet = await OpenAsync(path);
        for (var hops = 0; hops < 5 && sheet.Location is { } next; hops++) sheet = await OpenAsync(next);
        return sheet;
    }

    /// <summary>Posts fields as they are, without a form: what no page would send.</summary>
    public async Task<Screen> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await Screen.ReadAsync(this, response);
    }

    /// <summary>Logs in as a made-up user of the demonstration: <c>lead</c>, <c>member</c>, <c>chair</c>, <c>referrer</c>, <c>referrer2</c>, <c>agency</c>, <c>former</c>, <c>analyst</c>, <c>auditor</c>, <c>administrator</c>.</summary>
    public async Task ContinueAsAsync(string who, string area)
    {
        var button = (await OpenAsync("/log-in")).Document.QuerySelector<IHtmlButtonElement>($"button[name='user'][value='{who}@{area}.example.com']")
            ?? throw new InvalidOperationException($"The demonstration has no {who} in {area}.");
        var after = await (await OpenAsync("/log-in")).PressAsync(button);
        after.Status.ShouldBe(303, after.Text);
    }
}

/// <summary>A page as a visitor sees it.</summary>
public sealed class Screen
{
    private readonly Visitor _visitor;
    private readonly Dictionary<string, List<string>> _typed = [];

    private Screen(Visitor visitor, int status, string? location, string html, IDocument document, string path)
        => (_visitor, Status, Location, Html, Document, Path) = (visitor, status, location, html, document, path);

    public int Status { get; }

    /// <summary>Where a redirect leads, as a path.</summary>
    public string? Location { get; }

    public string Html { get; }

    public string Path { get; }

    public IDocument Document { get; }

    public string Heading => Clean(Document.QuerySelector("h1")?.TextContent);

    public string Text => Clean(Document.QuerySelector("main")?.TextContent ?? Document.Body?.TextContent);

    /// <summary>Text of the person strip.</summary>
    public string Strip => Clean(Document.QuerySelector(".dsr-person")?.TextContent);

    /// <summary>The messages of the error summary, in order.</summary>
    public IReadOnlyList<string> Errors => [.. Document.QuerySelectorAll(".nhsuk-error-summary__list li").Select(item => Clean(item.TextContent))];

    /// <summary>The success banner.</summary>
    public string Banner => Clean(Document.QuerySelector(".nhsuk-notification-banner__content")?.TextContent);

    public static async Task<Screen> ReadAsync(Visitor visitor, HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(request => request.Content(html));
        var location = response.Headers.Location is { } next ? next.IsAbsoluteUri ? next.PathAndQuery : next.OriginalString : null;
        return new Screen(visitor, (int)response.StatusCode, location, html, document, response.RequestMessage!.RequestUri!.PathAndQuery);
    }

    public IElement? Find(string selector) => Document.QuerySelector(selector);

    public IReadOnlyList<IElement> All(string selector) => [.. Document.QuerySelectorAll(selector)];

    /// <summary>The address of the link with this text.</summary>
    public string LinkTo(string text)
        => Document.QuerySelectorAll("a").FirstOrDefault(link => Clean(link.TextContent).StartsWith(text, StringComparison.Ordinal))?.GetAttribute("href")
            ?? throw new InvalidOperationException($"There is no link \"{text}\" on {Path}. Links: {string.Join(" | ", Document.QuerySelectorAll("main a").Select(link => Clean(link.TextContent)))}");

    /// <summary>Types into the box with this label, or with this name.</summary>
    public Screen Type(string label, string text)
    {
        _typed[Field(label).GetAttribute("name")!] = [text];
        return this;
    }

    /// <summary>Types a date into its three boxes. The label is the question.</summary>
    public Screen TypeDate(string question, DateOnly date) => TypeDate(question, date.Day.ToString(), date.Month.ToString(), date.Year.ToString());

    public Screen TypeDate(string question, string day, string month, string year)
    {
        var boxes = Group(question).QuerySelectorAll("input[type=text]");
        foreach (var (box, text) in boxes.Zip(new[] { day, month, year })) _typed[box.GetAttribute("name")!] = [text];
        return this;
    }

    /// <summary>Chooses a radio or ticks a checkbox: under a question, or alone.</summary>
    public Screen Choose(string option, string? question = null)
    {
        var scope = question is null ? Document.QuerySelector("main")! : Group(question);
        var label = scope.QuerySelectorAll("label").FirstOrDefault(each => Clean(each.TextContent) == option) ?? scope.QuerySelectorAll("label").FirstOrDefault(each => Clean(each.TextContent).StartsWith(option, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"There is no option \"{option}\" on {Path}. Options: {string.Join(" | ", scope.QuerySelectorAll("label").Select(each => Clean(each.TextContent)))}");
        var input = (IHtmlInputElement)Document.GetElementById(label.GetAttribute("for")!)!;
        var (name, value) = (input.Name!, input.Value);
        if (input.Type == "radio") _typed[name] = [value];
        else (_typed.TryGetValue(name, out var ticked) ? ticked : _typed[name] = [.. Checked(name)]).Add(value);
        return this;
    }

    /// <summary>Selects an option of a list by its text.</summary>
    public Screen Select(string label, string option)
    {
        var list = (IHtmlSelectElement)Field(label);
        _typed[list.Name!] = [list.Options.First(each => Clean(each.TextContent).StartsWith(option, StringComparison.Ordinal)).Value];
        return this;
    }

    /// <summary>Presses the button with this text, and sends its form with what was typed. The page's own buttons come before those of the demonstration's bar.</summary>
    public Task<Screen> PressAsync(string text)
    {
        List<IHtmlButtonElement> buttons = [.. Document.QuerySelectorAll<IHtmlButtonElement>("main button"), .. Document.QuerySelectorAll<IHtmlButtonElement>("button")];
        return PressAsync(buttons.Find(button => Clean(button.TextContent) == text) ?? buttons.Find(button => Clean(button.TextContent).StartsWith(text, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"There is no button \"{text}\" on {Path} ({Status}). Buttons: {string.Join(" | ", Document.QuerySelectorAll("main button").Select(button => Clean(button.TextContent)))}"));
    }

    public async Task<Screen> PressAsync(IHtmlButtonElement button)
    {
        ArgumentNullException.ThrowIfNull(button);
        var form = button.Closest("form") as IHtmlFormElement ?? throw new InvalidOperationException("The button stands in no form.");
        var action = button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? Path;
        var fields = Fields(form, button).ToList();
        if (!string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase))
            return await _visitor.OpenAsync(action.Split('?')[0] + "?" + string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")));
        return await _visitor.PostAsync(action, fields);
    }

    /// <summary>Presses the button, and goes where the 303 leads.</summary>
    public async Task<Screen> PressAndFollowAsync(string text)
    {
        var answer = await PressAsync(text);
        answer.Status.ShouldBe(303, $"{Path}: {string.Join("; ", answer.Errors)} {answer.Heading}");
        return await _visitor.FollowAsync(answer.Location!);
    }

    /// <summary>The fields that the form would send: what it holds, changed by what was typed.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form, IHtmlButtonElement? button = null)
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var control in form.Elements)
        {
            var name = control.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || control.HasAttribute("disabled")) continue;
            if (_typed.TryGetValue(name, out var typed))
            {
                if (sent.Add(name))
                    foreach (var value in typed) yield return new(name, value);
                continue;
            }
            switch (control)
            {
                case IHtmlInputElement { Type: "radio" or "checkbox" } box when box.IsChecked:
                    yield return new(name, box.Value);
                    break;
                case IHtmlInputElement { Type: not ("radio" or "checkbox" or "submit" or "button") } input:
                    yield return new(name, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(name, area.Value);
                    break;
                case IHtmlSelectElement list:
                    yield return new(name, list.Value ?? "");
                    break;
            }
        }
        if (button?.Name is { Length: > 0 } pressed) yield return new(pressed, button.Value);
    }

    private IEnumerable<string> Checked(string name)
        => Document.QuerySelectorAll<IHtmlInputElement>("input").Where(box => box.Name == name && box.IsChecked).Select(box => box.Value);

    private IElement Field(string label)
    {
        var found = Document.QuerySelectorAll("label").FirstOrDefault(each => Clean(each.TextContent) == label) ?? Document.QuerySelectorAll("label").FirstOrDefault(each => Clean(each.TextContent).StartsWith(label, StringComparison.Ordinal));
        var field = found is null ? Document.QuerySelector($"[name='{label}']") : Document.GetElementById(found.GetAttribute("for")!);
        return field ?? throw new InvalidOperationException($"There is no field \"{label}\" on {Path} ({Status} {Heading}). Labels: {string.Join(" | ", Document.QuerySelectorAll("label").Select(each => Clean(each.TextContent)))}");
    }

    private IElement Group(string question)
        => Document.QuerySelectorAll("fieldset").FirstOrDefault(group => Clean(group.QuerySelector("legend")?.TextContent).StartsWith(question, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"There is no question \"{question}\" on {Path}. Questions: {string.Join(" | ", Document.QuerySelectorAll("legend").Select(each => Clean(each.TextContent)))}");

    private static string Clean(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
