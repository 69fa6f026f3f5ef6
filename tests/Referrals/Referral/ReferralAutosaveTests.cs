using Dsr.Tests.Browser;
using Microsoft.Playwright;

namespace Dsr.Tests.Referrals;

/// <summary>Saving while typing, as a browser does it (ui.md 3.7).</summary>
[Collection(Chromium.Journeys)]
public sealed class ReferralAutosaveTests(Chromium chromium)
{
    [Fact]
    public async Task What_is_typed_is_saved_says_when_and_goes_on_with_the_button()
    {
        await using var register = await TestRegister.StartAsync(browser: true);
        var draft = await (await register.SignInAsync("referrer")).StartDraftAsync();
        var id = Guid.Parse(draft.Split('/')[^1]);
        await using var window = await chromium.OpenAsync(register);
        await window.LogInAsync("referrer");
        var page = window.Page;
        await page.GotoAsync(draft + "/worries");
        await page.GetByLabel("What worries you now?").FillAsync("Notice was given");
        await Assertions.Expect(page.Locator(".dsr-save-state")).ToContainTextAsync("Saved at", new() { Timeout = 15_000 });

        // a second save, and the button while more was just typed: no save is behind another
        await page.GetByLabel("Why now?").FillAsync("Staff left");
        await page.GetByLabel("Yes, I've completed this section").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.WaitForURLAsync("**" + draft);
        (await register.RowsAsync<string>("select content from referrals_answer where task = 'worries' and completed = 1 and referral_id = @id", new { id })).ShouldHaveSingleItem().ShouldContain("Staff left");

        // another tab was first: said, and not overwritten
        await page.GotoAsync(draft + "/actions");
        await (await (await register.SignInAsync("referrer")).OpenAsync(draft + "/actions")).Type("What should services do", "From another tab").PressAsync("Continue");
        await page.GetByLabel("What should services do").FillAsync("From this tab");
        await Assertions.Expect(page.Locator(".dsr-save-state")).ToContainTextAsync("Not saved", new() { Timeout = 15_000 });
        (await register.RowsAsync<string>("select content from referrals_answer where task = 'actions' and referral_id = @id", new { id })).ShouldHaveSingleItem().ShouldContain("From another tab");
    }
}
