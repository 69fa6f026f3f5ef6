using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Browser;

/// <summary>
/// Follows the links of the demonstration as each role, and looks at every page once for each route: at 1280 and 320 wide with scripts, and at 1280 without.
/// </summary>
[Collection(Chromium.Tests)]
public sealed class EveryPageIsForEverybody(Chromium chromium)
{
    private const int MostPages = 60;

    private static readonly string[] Public = ["/", "/?area=staffordshire", "/about", "/ratings", "/privacy", "/urgent-help", "/professional", "/contact", "/accessibility", "/cookies", "/terms", "/stop", "/easy/stop", "/self-referral", "/track", "/easy", "/easy/what-is-the-dsr", "/easy/self-referral", "/self-referral/resume/ended", "/track/ended", "/contact/question", "/feedback", "/easy/feedback", "/complaints", "/easy/complaints", "/professional/training", "/log-in", "/nowhere"];

    // PostgreSQL answers the same pages through the same SQL, which the tests over HTTP drive on both engines: one role is enough to see it stand behind a browser
    public static TheoryData<string> Roles => Engine.IsPostgres ? ["chair"] : ["nobody", "referrer", "member", "chair", "analyst", "auditor", "administrator"];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Every_page_that_a_role_comes_to_is_without_fault(string role)
    {
        await using var register = await TestRegister.StartAsync(browser: true);
        var starts = role == "nobody" ? [.. Public, .. await new Preparation(register).LinksAsync()] : await new Preparation(register).StartsAsync(role);
        var names = await register.RowsAsync<string>("select distinct first_name || ' ' || last_name from referrals_person");
        var templates = new Templates(register);

        await using var window = await chromium.OpenAsync(register);
        await using var plain = await chromium.OpenAsync(register, scripts: false);
        if (role != "nobody")
        {
            await window.LogInAsync(role);
            await plain.LogInAsync(role);
        }

        var faults = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>(starts);
        var visited = 0;
        while (visited < MostPages && queue.TryDequeue(out var address))
        {
            var template = templates.Of(address);
            if (template is null || !seen.Add(template + (address.Contains('?', StringComparison.Ordinal) ? "?" : ""))) continue;
            if (role != "nobody" && Public.Contains(address)) continue;
            visited++;
            var found = await Task.WhenAll(
                LookAsync(window, $"{template}-{role}", template, names, () => OpenAsync(window, address)),
                LookAsync(plain, "", $"{template} without scripts", names, () => OpenAsync(plain, address)));
            faults.AddRange(found.SelectMany(each => each));
            foreach (var next in await window.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]:not([download])')].filter(each => each.origin === location.origin).map(each => each.pathname + each.search)")) queue.Enqueue(next);
        }
        if (role is "member" or "referrer")
        {
            // what a search finds belongs to the session that asked
            var name = names[0].Split(' ')[^1];
            faults.AddRange(await LookAsync(window, $"search-{role}", "search", names, () => SearchAsync(window, name)));
            faults.AddRange(await LookAsync(plain, "", "search without scripts", names, () => SearchAsync(plain, name)));
        }
        faults.ShouldBeEmpty(string.Join('\n', faults.Prepend($"{visited} pages as {role}")));
        visited.ShouldBeGreaterThan(role is "analyst" or "auditor" ? 3 : 8);
    }

    private static async Task<int> OpenAsync(Window window, string address) => (await window.Page.GotoAsync(address))!.Status;

    private static async Task<int> SearchAsync(Window window, string name)
    {
        await window.Page.GotoAsync("/search");
        await window.Page.GetByLabel("Find a person").FillAsync(name);
        await window.Page.Locator("main").GetByText("Search", new() { Exact = true }).Last.ClickAsync();
        await window.Page.WaitForURLAsync("**/search/**");
        return 200;
    }

    private static async Task<List<string>> LookAsync(Window window, string shot, string what, IReadOnlyList<string> names, Func<Task<int>> open)
    {
        var faults = new List<string>();
        var status = await open();
        if (status >= 400 && !what.StartsWith("/nowhere", StringComparison.Ordinal)) faults.Add($"{what}: {window.Page.Url} answers {status}");
        faults.AddRange(await window.FaultsAsync($"{what} at 1280", names));
        if (!window.HasScripts) return faults;
        await window.ShootAsync($"{shot}-1280");
        await window.NarrowAsync(320);
        faults.AddRange(await window.FaultsAsync($"{what} at 320", names));
        await window.ShootAsync($"{shot}-320");
        await window.NarrowAsync(1280);
        return faults;
    }

    /// <summary>Which page of the product answers an address.</summary>
    private sealed class Templates(TestRegister register)
    {
        private readonly List<(string Text, TemplateMatcher Matcher)> _pages =
        [
            .. register.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                .OrderBy(endpoint => endpoint.RoutePattern.InboundPrecedence)
                .Select(endpoint => (endpoint.RoutePattern.RawText!, new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!), []))),
        ];

        public string? Of(string address)
        {
            var path = address.Split('?', '#')[0];
            if (path == "/nowhere") return path;
            foreach (var (text, matcher) in _pages)
            {
                var values = new RouteValueDictionary();
                if (matcher.TryMatch(path, values) && Fits(text, values)) return text.Contains("calendar.ics", StringComparison.Ordinal) ? null : text;
            }
            return null;
        }

        // the matcher does not know constraints: {id:guid} is what tells /meetings/series/new from a meeting
        private static bool Fits(string text, RouteValueDictionary values)
            => values.All(value => !text.Contains('{' + value.Key + ":guid}", StringComparison.Ordinal) || Guid.TryParse(value.Value as string, out _));
    }
}
