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

    private static readonly string[] Public = ["/", "/?area=staffordshire", "/about", "/ratings", "/privacy", "/urgent-help", "/professional", "/contact", "/accessibility", "/cookies", "/terms", "/log-in", "/nowhere"];

    // PostgreSQL answers the same pages through the same SQL, which the tests over HTTP drive on both engines: one role is enough to see it stand behind a browser
    public static TheoryData<string> Roles => Engine.IsPostgres ? ["member"] : ["nobody", "referrer", "member", "lead", "chair", "analyst", "auditor", "administrator"];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Every_page_that_a_role_comes_to_is_without_fault(string role)
    {
        await using var register = await TestRegister.StartAsync(browser: true);
        var starts = role == "nobody" ? Public : await new Preparation(register).StartsAsync(role);
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

            var answer = await window.Page.GotoAsync(address);
            if (answer!.Status >= 500 || (answer.Status >= 400 && address != "/nowhere")) faults.Add($"{address}: {answer.Status}");
            foreach (var next in await window.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]:not([download])')].filter(each => each.origin === location.origin).map(each => each.pathname + each.search)")) queue.Enqueue(next);
            faults.AddRange(await window.FaultsAsync($"{template} at 1280", names));
            await window.ShootAsync($"{template}-{role}-1280");
            await window.Page.SetViewportSizeAsync(320, 640);
            faults.AddRange(await window.FaultsAsync($"{template} at 320", names));
            await window.ShootAsync($"{template}-{role}-320");
            await window.Page.SetViewportSizeAsync(1280, 900);

            await plain.Page.GotoAsync(address);
            faults.AddRange(await plain.FaultsAsync($"{template} without scripts", names));
        }
        faults.ShouldBeEmpty(string.Join('\n', faults.Prepend($"{visited} pages as {role}")));
        visited.ShouldBeGreaterThan(role is "analyst" or "auditor" ? 3 : 8);
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
