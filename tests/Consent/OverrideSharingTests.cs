namespace Dsr.Tests.Consent;

/// <summary>Domain 5.4: sharing after a withdrawal only on another lawful ground, by a named override with a reason, an end and a Caldicott alert.</summary>
public sealed class OverrideSharingTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact] // what cannot be done is not offered
    public async Task No_link_on_a_withdrawn_record_leads_to_a_page_that_is_not_there()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var reference = (await register.RowsAsync<string>("select reference from referrals_person where area = 'staffordshire' and state = 'active' and withdrawn_at is not null order by reference"))[0];
        var absent = new List<string>();
        foreach (var page in new[] { "", "/authority", "/ratings", "/actions", "/updates", "/network", "/placements", "/details" })
            foreach (var link in (await member.OpenAsync($"/people/{reference}{page}")).All("main a[href^='/people/']").Select(a => a.GetAttribute("href")!.Split('#')[0]).Distinct())
                if ((await member.OpenAsync(link)).Status == 404) absent.Add($"{link} on {page}");
        absent.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_withdrawal_one_named_person_reads_the_record_on_another_ground_until_its_day_and_changes_nothing()
    {
        await using var register = await TestRegister.StartAsync();
        var person = await MadeUp.RegisterAsync(register, Today, consentOn: Today.AddDays(-30), rating: "amber");
        var record = $"/people/{person.Reference}";
        var (lead, member, owner, agency) = (await register.SignInAsync("lead"), await register.SignInAsync("member"), await register.SignInAsync("referrer"), await register.SignInAsync("agency"));
        // with consent in force there is nothing to override
        (await lead.OpenAsync(record + "/authority/override")).Status.ShouldBe(404);
        await (await (await member.OpenAsync(record + "/authority/withdraw")).Type("Who withdrew consent?", "Robin").TypeDate("When?", Today).Choose("By phone").PressAsync("Continue")).PressAsync("Record withdrawal");
        (await owner.OpenAsync(record)).Status.ShouldBe(404);

        // what cannot be done is not offered: no button, and no way for a member to override
        var stub = await member.OpenAsync(record);
        stub.Html.ShouldNotContain("updates/add");
        stub.Html.ShouldNotContain("ratings/change");
        (await member.OpenAsync(record + "/ratings")).Html.ShouldNotContain("ratings/change");
        (await member.OpenAsync(record + "/authority/override")).Status.ShouldBe(403);

        var form = await lead.OpenAsync((await lead.OpenAsync(record + "/authority")).LinkTo("Is there a reason you must still share?"));
        (await form.PressAsync("Share without consent")).Errors.Count.ShouldBe(5);
        var name = (await register.RowsAsync<string>("select name from access_user where email = 'agency@staffordshire.example.com'")).Single();
        var agencys = form.All("select option").First(option => option.TextContent.Contains(name, StringComparison.Ordinal)).TextContent.Trim();
        form.Choose("Safeguarding").Select("Who must see the record?", agencys).Type("Why must you share", "Their flat is not safe tonight").Type("Which Caldicott guardian", "Dr Made-Up, ICB");
        (await form.TypeDate("What is the last day?", Today.AddDays(29)).PressAsync("Share without consent")).Errors.ShouldBe(["Last day must be today or at most 28 days from now"]);
        var shared = await form.TypeDate("What is the last day?", Today.AddDays(2)).PressAndFollowAsync("Share without consent");
        shared.Banner.ShouldContain("Information governance has been told.");

        // to read, the named one alone
        (await agency.OpenAsync(record)).Status.ShouldBe(200);
        (await agency.OpenAsync(record + "/authority")).Text.ShouldContain("Dr Made-Up, ICB");
        (await agency.OpenAsync(record + "/updates/add")).Status.ShouldBe(404);
        (await agency.OpenAsync(record + "/authority/renew")).Status.ShouldBe(404);
        (await agency.OpenAsync(record)).Html.ShouldNotContain("updates/add");
        (await owner.OpenAsync(record)).Status.ShouldBe(404);
        var mails = await register.RowsAsync<string>("select subject || body from shared_outbox where template in ('override-made', 'override-given')");
        mails.Count.ShouldBe(2);
        mails.ShouldAllBe(mail => !mail.Contains("Robin", StringComparison.Ordinal) && !mail.Contains("flat", StringComparison.Ordinal));
        (await register.RowsAsync<long>("select count(*) from shared_audit where action = 'SharingOverridden'")).Single().ShouldBe(1);
        (await register.RowsAsync<long>("select count(*) from shared_audit where basis = 'override'")).Single().ShouldBeGreaterThan(2);
        (await member.OpenAsync("/home")).Text.ShouldContain("Robin Made-Up: look again at sharing without consent, by 24 November 2026");

        // it is over after its day without any job, and before it when it is ended
        register.Clock.MoveTo(Today.AddDays(2), new TimeOnly(23, 59));
        agency = await register.SignInAsync("agency");
        (await agency.OpenAsync(record)).Status.ShouldBe(200);
        register.Clock.Advance(TimeSpan.FromMinutes(1));
        (await agency.OpenAsync(record)).Status.ShouldBe(404);
        lead = await register.SignInAsync("lead");
        form = await lead.OpenAsync(record + "/authority/override");
        await form.Choose("A court order").Select("Who must see the record?", agencys).Type("Why must you share", "The court has asked for the record").Type("Which Caldicott guardian", "Dr Made-Up, ICB").TypeDate("What is the last day?", Today.AddDays(9)).PressAsync("Share without consent");
        (await agency.OpenAsync(record)).Status.ShouldBe(200);
        await (await lead.OpenAsync((await lead.OpenAsync(record + "/authority/override")).LinkTo("End it"))).PressAndFollowAsync("End it now");
        (await agency.OpenAsync(record)).Status.ShouldBe(404);
    }
}
