using Dsr.Consent.Contracts;
using Dsr.Rating.Contracts;
using Dsr.Referrals.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Reporting;

public class ReportTests
{
    private const string Page = "/reports/people-by-rating";

    [Fact]
    public async Task People_are_counted_by_rating_age_and_place_and_small_numbers_are_hidden_in_chart_table_and_download_alike()
    {
        await using var register = await WithPeopleAsync();
        var lead = await register.SignInAsync("lead", "northamptonshire");
        var page = await lead.OpenAsync(Page);
        page.Status.ShouldBe(200);
        page.Heading.ShouldBe("People on the register by rating");
        page.Text.ShouldContain("About 20 of 45 people are rated amber, more than any other rating");
        Row(page, "Red").ShouldBe(["*Hidden", "*Hidden", "10", "15"]);
        Row(page, "Amber").ShouldBe(["*Hidden", "*Hidden", "10", "20"]);
        page.Find("svg desc")!.TextContent.ShouldStartWith("Red 15. Amber 20. Green hidden. Blue hidden.");

        var file = await lead.Client.GetAsync(new Uri(Page + ".csv", UriKind.Relative));
        file.Content.Headers.ContentDisposition!.FileName.ShouldBe("dsr-people-by-rating-2026-11.csv");
        var bytes = await file.Content.ReadAsByteArrayAsync();
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("\"As at\",\"Area\",\"Local authority\",\"Rating\",\"Age group\",\"People\"");
        lines.ShouldContain("\"2026-11-21\",\"Northamptonshire\",\"All\",\"red\",\"All\",\"15\"");
        lines.ShouldContain("\"2026-11-21\",\"Northamptonshire\",\"All\",\"blue\",\"All\",\"*\"");
        lines.ShouldAllBe(line => !System.Text.RegularExpressions.Regex.IsMatch(line, "\"[1-4]\"$"));
    }

    [Fact]
    public async Task A_place_is_chosen_in_the_address_and_a_place_with_too_few_people_says_so()
    {
        await using var register = await WithPeopleAsync();
        var lead = await register.SignInAsync("lead", "northamptonshire");
        var page = await lead.OpenAsync(Page);
        var north = await page.Select("Place", "North Northamptonshire").PressAsync("Show this place");
        north.Path.ShouldContain("place=North");
        north.Text.ShouldContain("North Northamptonshire, 21 November 2026");
        (await lead.OpenAsync(Page + "?place=Anywhere")).Status.ShouldBe(404);

        await PublishAsync(register, work => work.ExecuteAsync("delete from reporting_person where local_authority = 'West Northamptonshire'"));
        (await lead.OpenAsync(Page + "?place=West%20Northamptonshire")).Text.ShouldContain("There are too few people to show");
    }

    [Fact]
    public async Task An_analyst_sees_the_last_month_end_which_does_not_change()
    {
        await using var register = await WithPeopleAsync();
        await PublishAsync(register, async work =>
        {
            await work.ExecuteAsync("delete from reporting_month_end_count");
            await work.ExecuteAsync("delete from reporting_month_end");
        });
        var analyst = await register.SignInAsync("analyst", "northamptonshire");
        (await analyst.OpenAsync(Page)).Text.ShouldContain("No data for this period.");
        (await register.RunJobAsync("snapshot-month-end")).Outcome.ShouldBe("done");
        (await register.RunJobAsync("snapshot-month-end")).Done.ShouldBe(0);
        var before = await analyst.OpenAsync(Page);
        before.Text.ShouldContain("31 October 2026");
        Row(before, "Amber")[3].ShouldBe("20");

        await PublishAsync(register, work => work.ExecuteAsync("update reporting_person set rating = 'red'"));
        Row(await analyst.OpenAsync(Page), "Amber")[3].ShouldBe("20");

        register.Clock.MoveTo(new DateOnly(2026, 12, 2));
        await register.RunJobAsync("snapshot-month-end");
        var after = await (await register.SignInAsync("analyst", "northamptonshire")).OpenAsync(Page);
        after.Text.ShouldContain("30 November 2026");
        Row(after, "Amber")[3].ShouldBe("*Hidden");
    }

    [Fact]
    public async Task Somebody_whose_consent_is_withdrawn_is_not_counted_from_that_commit_on()
    {
        await using var register = await WithPeopleAsync();
        const string Withdrawals = "select count(*) from reporting_event where kind = 'consent-withdrawn' and area = 'northamptonshire' and happened_on = '2026-11-21'";
        var before = (await register.RowsAsync<long>(Withdrawals))[0];
        var someone = (await register.RowsAsync<Guid>("select person_id from reporting_person where rating = 'blue' limit 1"))[0];
        await PublishAsync(register, work => work.PublishAsync(new ConsentWithdrawn(someone, "Sam Okafor", work.Now)));
        (await register.RowsAsync<long>("select count(*) from reporting_person where rating = 'blue' and withdrawn = 0"))[0].ShouldBe(2);
        (await register.RowsAsync<long>(Withdrawals))[0].ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_register_with_nobody_has_reports_that_say_so()
    {
        await using var register = await TestRegister.StartAsync();
        await PublishAsync(register, async work =>
        {
            await work.ExecuteAsync("delete from reporting_person");
            await work.ExecuteAsync("delete from reporting_event");
        });
        var lead = await register.SignInAsync("lead");
        (await lead.OpenAsync(Page)).Text.ShouldContain("There are too few people to show");
        (await lead.OpenAsync("/reports/activity")).Text.ShouldContain("Too few referrals were received in 6 months to show");
    }

    [Fact]
    public async Task What_happened_is_counted_by_month()
    {
        await using var register = await WithPeopleAsync();
        await PublishAsync(register, async work =>
        {
            await work.ExecuteAsync("delete from reporting_event");
            for (var one = 0; one < 12; one++) await work.PublishAsync(new ReferralSubmitted(Guid.CreateVersion7(), Guid.CreateVersion7(), "northamptonshire", "self", null, work.Now));
        });
        var page = await (await register.SignInAsync("chair", "northamptonshire")).OpenAsync("/reports/activity");
        page.Text.ShouldContain("About 10 referrals were received in 6 months");
        (await (await register.SignInAsync("analyst", "northamptonshire")).OpenAsync("/reports/activity")).Text.ShouldContain("May 2026 to October 2026");
    }

    [Theory]
    [InlineData("referrer", 403)]
    [InlineData("administrator", 403)]
    [InlineData("member", 200)]
    [InlineData("chair", 200)]
    [InlineData("auditor", 200)]
    [InlineData("analyst", 200)]
    public async Task Reports_are_for_the_team_chairs_analysts_and_auditors(string role, int status)
    {
        await using var register = await TestRegister.StartAsync();
        var visitor = await register.SignInAsync(role);
        foreach (var path in new[] { "/reports", Page, Page + ".csv", "/reports/activity", "/reports/activity.csv" }) (await visitor.OpenAsync(path)).Status.ShouldBe(status, path);
    }

    private static async Task<TestRegister> WithPeopleAsync()
    {
        var register = await TestRegister.StartAsync();
        await PublishAsync(register, async work =>
        {
            await work.ExecuteAsync("delete from reporting_person");
            foreach (var (rating, number) in new[] { ("red", 14), ("amber", 18), ("green", 11), ("blue", 3) })
                for (var at = 0; at < number; at++)
                {
                    var born = at < number * 2 / 3 ? new DateOnly(1980, 1, 1) : at % 2 == 0 ? new DateOnly(2012, 1, 1) : new DateOnly(2005, 1, 1);
                    await AddAsync(work, at % 2 == 0 ? "North Northamptonshire" : "West Northamptonshire", born, rating);
                }
        });
        return register;
    }

    private static async Task AddAsync(Work work, string place, DateOnly born, string rating)
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            """
            insert into reporting_person (person_id, area, born_on, local_authority, withdrawn)
            values (@id, 'northamptonshire', @born, @place, 0)
            """, new { id, born, place });
        await work.PublishAsync(new RatingChanged(id, null, rating, new DateOnly(2026, 11, 1), "Sam Okafor", true, null, work.Now));
    }

    private static Task<int> PublishAsync(TestRegister register, Func<Work, Task> act)
        => register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(act);
            return 0;
        });

    private static List<string> Row(Screen page, string rating)
        => [.. page.All("tbody tr").First(row => row.QuerySelector("th")!.TextContent.Trim() == rating).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
}
