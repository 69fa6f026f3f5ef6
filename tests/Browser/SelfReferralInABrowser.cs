using Microsoft.Playwright;

namespace Dsr.Tests.Browser;

/// <summary>The self-referral, page by page, as people read it: with scripts and without, and in easy read. Every page is looked at.</summary>
[Collection(Chromium.Journeys)]
public sealed class SelfReferralInABrowser(Chromium chromium)
{
    private static readonly Dictionary<string, string> Typed = new(StringComparer.Ordinal)
    {
        ["phone"] = "01632 960 001", ["mobile"] = "07700 900 982", ["email"] = "name@example.com", ["someone-phone"] = "01632 960 002", ["helper-phone"] = "01632 960 003", ["parent-phone"] = "01632 960 004",
        ["nhs-number"] = "999 000 0018", ["postcode"] = "NG1 1AA", ["first-name"] = "Ash", ["last-name"] = "Tarrant",
    };

    private static readonly Dictionary<string, string> Chosen = new(StringComparer.Ordinal) { ["safe"] = "not-sure", ["contact"] = "email", ["diagnosis"] = "do-not-know", ["equality"] = "yes", ["ethnic"] = "Asian" };

    [Theory]
    [InlineData("/self-referral", true)]
    [InlineData("/self-referral", false)]
    [InlineData("/easy/self-referral", true)]
    [InlineData("/easy/self-referral", false)]
    public async Task Everyone_can_refer_themself(string start, bool scripts)
    {
        if (Engine.IsPostgres && start.StartsWith("/easy", StringComparison.Ordinal)) return;
        await using var register = await TestRegister.StartAsync(browser: true);
        await using var window = await chromium.OpenAsync(register, scripts: scripts);
        var (page, faults, asked) = (window.Page, new List<string>(), new List<string>());
        await page.GotoAsync(start + "?area=nottinghamshire");
        await LookAsync(window, "start", faults);
        await PressAsync(window, "Start now");
        register.Clock.Advance(TimeSpan.FromMinutes(20));
        for (var pages = 0; pages < 90; pages++)
        {
            var step = new Uri(page.Url).AbsolutePath.Split('/')[^1];
            asked.Add(step);
            await LookAsync(window, (start.StartsWith("/easy", StringComparison.Ordinal) ? "easy-" : "") + step, faults);
            if (step is "sent") break;
            if (step == "help") await FollowAsync(window, "I have got help or I am safe. Carry on");
            else if (step == "code") await FollowAsync(window, "Carry on without a code");
            else if (step == "check") await PressAsync(window, "Send");
            else
            {
                await FillAsync(page);
                await PressAsync(window, "Continue");
                if (await page.Locator(".nhsuk-error-summary").CountAsync() > 0) faults.Add($"{step}: {await page.Locator(".nhsuk-error-summary").InnerTextAsync()}");
            }
            if (faults.Count > 5) break;
        }
        faults.ShouldBeEmpty(string.Join('\n', faults));
        asked[^1].ShouldBe("sent", string.Join(' ', asked));
        (await page.Locator(".nhsuk-panel").InnerTextAsync()).ShouldContain("DR-");
        asked.Count.ShouldBeGreaterThan(start.StartsWith("/easy", StringComparison.Ordinal) ? 35 : 22);
    }

    private static async Task LookAsync(Window window, string what, List<string> faults)
    {
        // without scripts the width that is hardest is enough
        if (!window.HasScripts) await window.NarrowAsync(320);
        faults.AddRange(await window.FaultsAsync(what));
        await window.ShootAsync($"self-{what}-{(window.HasScripts ? 1280 : 320)}");
        if (!window.HasScripts) return;
        await window.NarrowAsync(320);
        faults.AddRange(await window.FaultsAsync(what + " at 320"));
        await window.ShootAsync($"self-{what}-320");
        await window.NarrowAsync(1280);
    }

    private static async Task FillAsync(IPage page)
    {
        foreach (var name in await page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('main form input[type=radio]')].map(each => each.name))]"))
        {
            var options = page.Locator($"main form input[type=radio][name='{name}']");
            var key = name.Split('[', ']')[1];
            var wanted = Chosen.TryGetValue(key, out var value) ? page.Locator($"main form input[type=radio][name='{name}'][value='{value}']") : options.First;
            if (await wanted.IsVisibleAsync()) await wanted.CheckAsync();
        }
        var boxes = page.Locator("main form input[type=checkbox]");
        if (await boxes.CountAsync() > 0) await boxes.First.CheckAsync();
        foreach (var box in await page.Locator("main form input[type=text]:visible, main form input[type=tel]:visible, main form input[type=email]:visible, main form textarea:visible").AllAsync())
        {
            var name = await box.GetAttributeAsync("name") ?? "";
            if (name == "Self.Website") continue;
            var key = name.Contains('[', StringComparison.Ordinal) ? name.Split('[', ']')[1] : name;
            await box.FillAsync(name switch { "Self.Born.Day" => "14", "Self.Born.Month" => "3", "Self.Born.Year" => "1999", _ => Typed.TryGetValue(key, out var value) ? value : "Some words" });
        }
    }

    private static Task PressAsync(Window window, string button) => window.LoadingAsync(() => window.Page.Locator("main form").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());

    private static Task FollowAsync(Window window, string link) => window.LoadingAsync(() => window.Page.Locator("main a").GetByText(link, new() { Exact = true }).ClickAsync());
}
