using Dsr.Tests.Journeys;
using Dsr.Tests.Referrals;

namespace Dsr.Tests.Browser;

/// <summary>Forms sent without what they need: every fault at once, in words, with a link to its box; nothing typed is lost.</summary>
[Collection(Chromium.Journeys)]
public sealed class ErrorsAreTold(Chromium chromium)
{
    private const string Typed = "Some words that are kept";

    [Fact]
    public async Task A_form_sent_almost_empty_says_what_is_missing_and_keeps_what_was_typed()
    {
        // validators make the errors and the browser moves the focus: no engine has a part in it, so the run on SQLite asks for both
        if (Engine.IsPostgres) return;
        await using var register = await TestRegister.StartAsync(browser: true);
        var reference = (await register.RowsAsync<string>(
            """
            select p.reference
            from referrals_person as p
            join referrals_user as u on u.user_id = p.owner_id
            where u.email = 'referrer@staffordshire.example.com'
            and p.state = 'active'
            and p.rating = 'amber'
            and p.authority_ends_on >= '2026-12-31'
            order by p.reference
            limit 1
            """))[0];
        var job = new Job(register, "staffordshire");
        await job.StartAsync(new OverHttp(await register.SignInAsync("referrer")));

        var faults = new List<string>();
        await using var window = await chromium.OpenAsync(register);
        await CheckAsync(window, faults, "/log-in", "Log in");
        await window.LogInAsync("referrer");
        await CheckAsync(window, faults, $"/people/{reference}/updates/add");
        await CheckAsync(window, faults, $"/people/{reference}/ratings/change");
        await CheckAsync(window, faults, "/referrals/new/person");
        foreach (var task in new[] { "criteria", "communication", "home", "network", "health", "rating", "worries", "tried", "actions", "consent", "consent/own-consent" }) await CheckAsync(window, faults, $"{job.Draft}/{task}");

        // without scripts the same words come from the server
        await using var plain = await chromium.OpenAsync(register, 320, scripts: false);
        await plain.LogInAsync("member");
        await CheckAsync(plain, faults, $"/people/{reference}/ratings/change");
        await CheckAsync(plain, faults, $"/people/{reference}/owner/change");
        await CheckAsync(plain, faults, $"/people/{reference}/authority/withdraw");
        faults.ShouldBeEmpty(string.Join('\n', faults));
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_told()
    {
        if (Engine.IsPostgres) return;
        await using var register = await TestRegister.StartAsync(browser: true);
        var (person, _) = await RemovalTests.OwnAsync(register, "amber");
        var change = $"/people/{person}/details/change";
        await using var window = await chromium.OpenAsync(register);
        await window.LogInAsync("referrer");
        await window.Page.GotoAsync(change);
        var theirs = await (await register.SignInAsync("member")).OpenAsync(change);
        await (await theirs.Type("GP surgery", "Oak Surgery").PressAsync("Continue")).PressAndFollowAsync("Save changes");

        await window.Page.GetByLabel("GP surgery").FillAsync("Elm Surgery");
        await window.LoadingAsync(() => window.Page.Locator("main form").GetByText("Continue", new() { Exact = true }).ClickAsync());
        (await window.Page.InnerTextAsync("h1")).ShouldBe("Someone changed this while you were working");
        var faults = new List<string>();
        foreach (var width in new[] { 1280, 320 })
        {
            await window.NarrowAsync(width);
            faults.AddRange(await window.FaultsAsync($"at {width}"));
            await window.ShootAsync($"conflict-{width}");
        }
        faults.AddRange(await window.UseFaultsAsync("at 320"));
        faults.ShouldBeEmpty(string.Join('\n', faults));
    }

    private static async Task CheckAsync(Window window, List<string> faults, string path, string? button = null)
    {
        var page = window.Page;
        await page.GotoAsync(path);
        var boxes = page.Locator("main form textarea:visible");
        if (await boxes.CountAsync() > 1) await boxes.First.FillAsync(Typed);
        else boxes = page.Locator("none");

        var status = 0;
        await window.LoadingAsync(async () => status = (await page.RunAndWaitForResponseAsync(
            () => (button is null ? page.Locator("main form button.nhsuk-button:not(.nhsuk-button--secondary)").First : page.Locator("main button").GetByText(button, new() { Exact = true })).ClickAsync(),
            response => response.Request.IsNavigationRequest)).Status);

        void Expect(bool holds, string otherwise)
        {
            if (!holds) faults.Add($"{path}: {otherwise}");
        }
        Expect(status == 422, $"answered {status}");
        Expect((await page.TitleAsync()).StartsWith("Error: ", StringComparison.Ordinal), $"title {await page.TitleAsync()}");
        var links = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.nhsuk-error-summary__list a')].map(each => each.getAttribute('href'))");
        Expect(links.Length > 0, "no error summary");
        Expect(await page.Locator(".nhsuk-error-summary__list li").CountAsync() == links.Length, "an error without a link");
        Expect(!window.HasScripts || await page.EvaluateAsync<bool>("() => document.activeElement.classList.contains('nhsuk-error-summary')"), "the summary has no focus");
        Expect(await boxes.CountAsync() == 0 || await boxes.First.InputValueAsync() == Typed, "what was typed is gone");
        faults.AddRange(await window.FaultsAsync(path));
        await window.ShootAsync($"error-{path.Split('/')[1]}-{path.Split('/')[^1]}");

        var places = new List<double>();
        foreach (var link in links)
        {
            await page.Locator($".nhsuk-error-summary__list a[href='{link}']").First.ClickAsync();
            Expect(await page.EvaluateAsync<bool>("(id) => { const control = document.getElementById(id); return control !== null && (document.activeElement === control || location.hash === '#' + id) }", link[1..]), $"{link} leads to no control");
            places.Add(await page.EvaluateAsync<double>("(id) => document.getElementById(id)?.getBoundingClientRect().top + window.scrollY", link[1..]));
        }
        Expect(places.SequenceEqual(places.Order()), $"errors in another order than the fields: {string.Join(' ', links)}");
    }
}
