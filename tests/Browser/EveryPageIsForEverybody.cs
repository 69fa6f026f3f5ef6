using System.Collections.Concurrent;
using Dsr.Tests.Access;
using Dsr.Tests.Consent;
using Dsr.Tests.Meetings;
using Dsr.Tests.Rating;
using Dsr.Tests.Referrals;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Dsr.Tests.Browser;

/// <summary>
/// Follows the links of the demonstration as each role, and looks at every page once for each route, at 1280 and 320 wide. What costs most – the page without scripts,
/// with the keyboard, on paper, with large text or the reader's own colours – is asked of a route as the first role that comes to it. No route may be left out.
/// </summary>
[Collection(Chromium.Looks)]
[TestCaseOrderer("Dsr.Tests.Browser.LeftOutComesLast", "Dsr.Tests")]
public sealed class EveryPageIsForEverybody(Chromium chromium)
{
    private static readonly string[] EveryRole = ["nobody", "referrer", "member", "chair", "analyst", "auditor", "administrator", "lead"];

    // what makes a page for paper
    private static readonly string[] OnPaper = ["/print", "/letter", "/pack", "/minutes"];

    // Routes that no role comes to here, and the tests that open them: the act that leads to one is a story of its own.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["self-referral/{id:guid}/check"] = nameof(SelfReferralInABrowser),
        ["self-referral/{id:guid}/code"] = nameof(SelfReferralInABrowser),
        ["self-referral/{id:guid}/help"] = nameof(SelfReferralInABrowser),
        ["self-referral/{id:guid}/save"] = nameof(SelfReferralInABrowser),
        ["self-referral/{id:guid}/sent"] = nameof(SelfReferralInABrowser),
        ["self-referral/{id:guid}/{step}"] = nameof(SelfReferralInABrowser),
        ["people/{ref}/authority/best-interests/{assessment:guid}/finish"] = nameof(AssessmentPagesTests),
        ["people/{ref}/ratings/discussed"] = nameof(RatingPagesTests),
        ["agreement-ended"] = nameof(WhoMaySeeWhomTests),
        ["log-in/code"] = nameof(SignInTests),
        ["invite/{token}"] = nameof(SignInTests),
        ["handovers/{id:guid}"] = nameof(OwnerTests),
        ["meetings/{id:guid}/feedback/{feedback:guid}"] = nameof(TrackingMeetingTests),
        ["people/{ref}/authority/replies/{reply:guid}"] = nameof(AnswerByLinkTests),
        ["referrals/{ref}/letter"] = nameof(TriageTests),
        ["triage/{ref}/accepted"] = nameof(ReferralTriageTests),
        ["triage/{ref}/match/{person}"] = nameof(ReferralTriageTests),
        ["requests/removals/{id:guid}/removed"] = nameof(RemovalTests),
        ["requests/transfers/{id:guid}"] = nameof(RemovalTests),
        // no pages
        ["status/{code:int}"] = "stands behind /nowhere",
        ["meetings/{id:guid}/calendar.ics"] = nameof(TrackingMeetingTests),
        ["register/exports/{id:guid}/people.csv"] = nameof(RegisterListTests),
        ["referrals/draft/{id:guid}/{task}/draft"] = nameof(ReferralDraftTests),
        ["triage/{ref}/look"] = "a button without a page",
        ["self-referral/leave"] = "leads away from the service",
    };

    private static readonly ConcurrentDictionary<string, bool> Used = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, bool> Crawled = new(StringComparer.Ordinal);

    private static readonly string[] Public = ["/", "/?area=staffordshire", "/about", "/ratings", "/privacy", "/urgent-help", "/professional", "/contact", "/accessibility", "/cookies", "/terms", "/stop", "/easy/stop", "/self-referral", "/track", "/easy", "/easy/what-is-the-dsr", "/easy/self-referral", "/self-referral/resume/ended", "/track/ended", "/contact/question", "/feedback", "/easy/feedback", "/complaints", "/easy/complaints", "/professional/training", "/log-in", "/nowhere"];

    // PostgreSQL answers the same pages through the same SQL, which the tests over HTTP drive on both engines: one role is enough to see it stand behind a browser
    public static TheoryData<string> Roles => Engine.IsPostgres ? ["chair"] : [.. EveryRole];

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
        while (queue.TryDequeue(out var address))
        {
            var template = templates.Of(address);
            if (template is null || !seen.Add(template + (address.Contains('?', StringComparison.Ordinal) ? "?" : ""))) continue;
            if (role != "nobody" && Public.Contains(address)) continue;
            visited++;
            var first = Used.TryAdd(template, true);
            var found = await Task.WhenAll(
                LookAsync(window, $"{template}-{role}", template, names, () => OpenAsync(window, address), first),
                first ? LookAsync(plain, "", $"{template} without scripts", names, () => OpenAsync(plain, address)) : Task.FromResult(new List<string>()));
            faults.AddRange(found.SelectMany(each => each));
            // a lead comes to what a member comes to
            if (role == "lead") continue;
            foreach (var next in await window.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]:not([download])')].filter(each => each.origin === location.origin).map(each => each.pathname + each.search)")) queue.Enqueue(next);
        }
        if (role is "member" or "referrer")
        {
            // what a search finds belongs to the session that asked
            var name = names[0].Split(' ')[^1];
            faults.AddRange(await LookAsync(window, $"search-{role}", "search", names, () => SearchAsync(window, name), Used.TryAdd("search/{id:guid}", true)));
            faults.AddRange(await LookAsync(plain, "", "search without scripts", names, () => SearchAsync(plain, name)));
        }
        Crawled.TryAdd(role, true);
        faults.ShouldBeEmpty(string.Join('\n', faults.Prepend($"{visited} pages as {role}")));
        visited.ShouldBeGreaterThan(role switch { "lead" => 1, "analyst" or "auditor" => 3, _ => 8 });
    }

    [Fact]
    public async Task No_page_is_left_out()
    {
        // says nothing when it is asked alone
        if (Engine.IsPostgres || Crawled.Count < EveryRole.Length) return;
        await using var register = await TestRegister.StartAsync(demonstration: false);
        var pages = new Templates(register).ByPage;
        pages.Where(addresses => !addresses.Any(address => Used.ContainsKey(address) || Elsewhere.ContainsKey(address))).Select(addresses => addresses.First()).ShouldBeEmpty("no role came to these");
        Elsewhere.Keys.Except(pages.SelectMany(addresses => addresses)).ShouldBeEmpty("there are no such routes");
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

    private static async Task<List<string>> LookAsync(Window window, string shot, string what, IReadOnlyList<string> names, Func<Task<int>> open, bool first = false)
    {
        var faults = new List<string>();
        var status = await open();
        if (status >= 400 && !what.StartsWith("/nowhere", StringComparison.Ordinal)) faults.Add($"{what}: {window.Page.Url} answers {status}");
        faults.AddRange(await window.FaultsAsync($"{what} at 1280", names));
        if (!window.HasScripts) return faults;
        await window.ShootAsync($"{shot}-1280");
        if (first) faults.AddRange(await window.UseFaultsAsync($"{what} at 1280"));
        if (first && OnPaper.Any(what.Contains)) faults.AddRange(await window.PdfFaultsAsync(what));
        await window.NarrowAsync(320);
        faults.AddRange(await window.FaultsAsync($"{what} at 320", names));
        await window.ShootAsync($"{shot}-320");
        if (first) faults.AddRange(await window.LargeTextFaultsAsync($"{what} at 320"));
        await window.NarrowAsync(1280);
        return faults;
    }

    /// <summary>Which page of the product answers an address.</summary>
    private sealed class Templates(TestRegister register)
    {
        private readonly List<(string Text, string Page, TemplateMatcher Matcher)> _pages =
        [
            .. register.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                .OrderBy(endpoint => endpoint.RoutePattern.InboundPrecedence)
                .Select(endpoint => (endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<PageActionDescriptor>()!.RelativePath, new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!), []))),
        ];

        /// <summary>The addresses of each page: looked at under one, it is looked at.</summary>
        public IReadOnlyList<IGrouping<string, string>> ByPage => [.. _pages.GroupBy(page => page.Page, page => page.Text, StringComparer.Ordinal)];

        public string? Of(string address)
        {
            var path = address.Split('?', '#')[0];
            if (path == "/nowhere") return path;
            foreach (var (text, _, matcher) in _pages)
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

/// <summary>What was left out is known when everything else has been.</summary>
public sealed class LeftOutComesLast : ITestCaseOrderer
{
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase
        => testCases.OrderBy(test => test.TestMethod.Method.Name == nameof(EveryPageIsForEverybody.No_page_is_left_out));
}
