using Dsr.Referrals;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Referrals;

public sealed class RegisterTests
{
    [Fact]
    public async Task The_pages_of_the_register_hold_everyone_once_in_every_order()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var everyone = await register.RowsAsync<string>("select reference from referrals_person where area = 'staffordshire' and state = 'active'");

        foreach (var sort in new[] { "", "name", "update", "authority" })
        {
            var walked = new List<string>();
            string? next = "/register?sort=" + sort;
            string? last = null;
            while (next is not null)
            {
                var page = await member.OpenAsync(next);
                page.Status.ShouldBe(200);
                walked.AddRange(Names(page).Select(row => row.Reference));
                (last, next) = (next, page.Find("a[rel=next]")?.GetAttribute("href"));
            }
            walked.Count.ShouldBe(everyone.Count, sort);
            walked.Order().ShouldBe(everyone.Order());

            var back = await member.OpenAsync((await member.OpenAsync(last!)).Find("a[rel=prev]")!.GetAttribute("href")!);
            Names(back).Select(row => row.Reference).ShouldBe(walked.Take(Names(back).Count), sort);
        }
    }

    [Fact]
    public async Task The_most_urgent_come_first_and_the_title_says_how_many()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");

        var page = await member.OpenAsync("/register?rating=red&rating=amber&rating=green&rating=blue");
        var urgencies = page.All("tbody tr .dsr-rating").Select(chip => Standing.Urgency(chip.TextContent.Trim().ToLowerInvariant())).ToList();

        urgencies.ShouldBe(urgencies.Order());
        page.Document.Title.ShouldStartWith($"Register, {page.Find("h2:not(.nhsuk-card__heading):not(.nhsuk-u-visually-hidden):not(.nhsuk-notification-banner__title)")!.TextContent}");
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_each_can_be_taken_away()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");

        var page = await member.OpenAsync("/register?rating=red&update=late&age=26-and-over");

        page.All(".dsr-chip").Select(chip => chip.TextContent).ShouldBe(["Remove filter: rating is Red", "Remove filter: update is Late", "Remove filter: age is 26 and over"]);
        page.All(".dsr-chip")[1].GetAttribute("href").ShouldBe("/register?rating=red&age=26-and-over");
        page.LinkTo("Clear filters").ShouldBe("/register");

        var red = await member.OpenAsync("/register?rating=red");
        red.All("tbody .dsr-rating").ShouldAllBe(chip => chip.TextContent == "Red");
        var late = await member.OpenAsync("/register?update=late");
        late.All("tbody tr").ShouldAllBe(row => row.TextContent.Contains("late", StringComparison.Ordinal));
        var ended = await member.OpenAsync("/register?authority=ended");
        ended.All("tbody tr").ShouldAllBe(row => row.TextContent.Contains("Ended", StringComparison.Ordinal));
        (await member.OpenAsync("/register?rating=red&rating=green")).All("tbody .dsr-rating").Select(chip => chip.TextContent).Distinct().ShouldBe(["Red", "Green"]);
        (await member.OpenAsync("/register?place=Nowhere")).Text.ShouldContain("No people match these filters. Remove a filter.");
    }

    [Fact]
    public async Task The_filter_form_works_without_a_script()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");

        var page = await (await member.OpenAsync("/register")).Choose("Red", "Rating").Select("Update", "Late").PressAsync("Apply filters");

        page.Status.ShouldBe(200);
        page.All(".dsr-chip").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_professional_sees_only_their_own_people_while_authority_is_in_force()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");

        (await referrer.OpenAsync("/register")).Status.ShouldBe(403);
        var mine = await referrer.OpenAsync("/my-people");
        var own = await register.RowsAsync<string>(
            """
            select p.reference
            from referrals_person as p
            join referrals_user as u on u.user_id = p.owner_id
            where u.email = 'referrer@staffordshire.example.com'
            and p.authority_ends_on >= '2026-11-21'
            and p.withdrawn_at is null
            """);
        own.Count.ShouldBeGreaterThan(5);
        Names(mine).Select(row => row.Reference).Order().ShouldBe(own.Order());

        // the day after the last day in force, with no job having run
        var first = (await register.RowsAsync<string>("select min(authority_ends_on) from referrals_person as p where p.reference in @own", new { own = own.ToArray() }))[0];
        register.Clock.MoveTo(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture).AddDays(1), new TimeOnly(0, 1));
        referrer = await register.SignInAsync("referrer");
        Names(await referrer.OpenAsync("/my-people")).Count.ShouldBeLessThan(own.Count);
    }

    [Fact]
    public async Task A_list_that_was_shown_is_in_the_audit_with_everyone_on_it()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");

        var page = await member.OpenAsync("/register?rating=red");

        var shown = (await register.RowsAsync<string>("select people from shared_audit where kind = 'read' and action = 'register'"))[^1];
        shown.Split(' ').Length.ShouldBe(Names(page).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("update")]
    [InlineData("authority")]
    public async Task No_order_of_the_list_reads_or_sorts_the_whole_register(string sort)
    {
        await using var register = await TestRegister.StartAsync();
        foreach (var edge in new[] { null, new PeopleList.EdgeRow(2, "2026-11-21", "m", "m", "2026-11-01", "2027-01-01", Guid.CreateVersion7()) })
        {
            var plan = await PlanAsync(register, people => people.Statement(new PeopleList.Filters { Sort = sort, After = edge?.Id }, edge));

            plan.ShouldContain("referrals_person_");
            if (Engine.IsPostgres) plan.ShouldNotContain("Seq Scan");
            else plan.ShouldNotContain("SCAN");
            plan.ShouldNotContain("TEMP B-TREE");
        }
    }

    [Fact]
    public async Task The_list_filtered_by_rating_is_read_from_the_index_of_urgency()
    {
        await using var register = await TestRegister.StartAsync();

        var plan = await PlanAsync(register, people => people.Statement(new PeopleList.Filters { Rating = ["red", "amber"] }, null));

        plan.ShouldContain("referrals_person_urgency");
        plan.ShouldNotContain("TEMP B-TREE");
    }

    internal static Task<string> PlanAsync(TestRegister register, Func<PeopleList, (string Sql, string Where, Dictionary<string, object?> Parameters)> statement)
        => register.InScopeAsync(async services =>
        {
            services.GetRequiredService<Viewer>().Be(Guid.CreateVersion7(), "Somebody", Guid.CreateVersion7(), "Somewhere", Roles.TeamMember, "staffordshire", Guid.CreateVersion7(), "");
            var db = services.GetRequiredService<Db>();
            var (sql, _, parameters) = statement(services.GetRequiredService<PeopleList>());
            if (!Engine.IsPostgres) return string.Join('\n', (await db.QueryAsync<Step>("explain query plan " + sql, parameters)).Select(step => step.Detail));
            // a table of a demonstration is read whole because it is small
            await db.QueryAsync<string>("set enable_seqscan = off");
            await db.QueryAsync<string>("set enable_bitmapscan = off");
            await db.QueryAsync<string>("set enable_sort = off");
            return string.Join('\n', await db.QueryAsync<string>("explain " + sql, parameters));
        });

    private static IReadOnlyList<(string Reference, string Name)> Names(Screen page)
        => [.. page.All("tbody th a").Select(link => (link.GetAttribute("href")!.Split('/')[^1], link.TextContent.Trim()))];

    private sealed record Step(long Id, long Parent, long Notused, string Detail);
}
