namespace Dsr.Tests.Referrals;

public sealed class UpdateTests
{
    [Fact]
    public async Task An_update_stands_on_the_timeline_and_alerts_the_team()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var person = await OwnAsync(register, "referrer");

        register.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await AddAsync(referrer, person, "A calm week at home.");

        after.Banner.ShouldBe("Update added. The DSR team has been told.");
        after.Path.ShouldBe($"/people/{person}/updates");
        after.Text.ShouldContain("A calm week at home.");

        var member = await register.SignInAsync("member");
        var inbox = await member.OpenAsync("/inbox");
        inbox.Find(".nhsuk-card h2")!.TextContent.ShouldContain("Update added");
        inbox.Find(".nhsuk-card h2 a")!.GetAttribute("href").ShouldBe($"/people/{person}/updates");

        var unread = inbox.All(".nhsuk-card").Count;
        inbox = await inbox.PressAndFollowAsync("Mark as read");
        inbox.All(".nhsuk-card").Count.ShouldBe(unread - 1);
        (await member.OpenAsync("/inbox?read=true")).Text.ShouldContain("Read by");
        (await inbox.PressAndFollowAsync("Take")).Text.ShouldContain("Taken by");
    }

    [Fact]
    public async Task Every_error_is_said_at_once_and_what_was_typed_is_kept()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var person = await OwnAsync(register, "referrer");

        var page = await (await referrer.OpenAsync($"/people/{person}/updates/add")).Choose("No one").TypeDate("When did it happen?", "22", "11", "2026").PressAsync("Add update");

        page.Status.ShouldBe(422);
        page.Errors.ShouldBe(
        [
            "Enter the update", "Select whether the risk of going into hospital is higher, the same or lower", "Enter why you spoke to no one", "Date it happened must be today or in the past",
        ]);
        page.Document.QuerySelector("input[value='no-one']")!.HasAttribute("checked").ShouldBeTrue();
    }

    [Theory]
    [InlineData("red", 14)]
    [InlineData("amber", 28)]
    [InlineData("green", 90)]
    [InlineData("blue", 28)]
    public async Task An_update_starts_the_clock_of_the_rating_again(string rating, int days)
    {
        await using var register = await TestRegister.StartAsync();
        var person = (await register.RowsAsync<string>("select reference from referrals_person where area = 'staffordshire' and state = 'active' and rating = @rating and authority_ends_on >= '2026-11-21'", new { rating }))[0];
        var member = await register.SignInAsync("member");

        await AddAsync(member, person, "Seen at school.");

        (await register.RowsAsync<DateOnly>("select update_due_on from referrals_person where reference = @person", new { person }))[0].ShouldBe(new DateOnly(2026, 11, 21).AddDays(days));
        register.Clock.MoveTo(new DateOnly(2026, 11, 21).AddDays(days + 4));
        member = await register.SignInAsync("member");
        (await member.OpenAsync($"/people/{person}")).Strip.ShouldContain("Update 4 days late");
    }

    [Fact]
    public async Task The_same_update_posted_twice_is_one_update()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var person = await OwnAsync(register, "referrer");
        var form = Filled(await referrer.OpenAsync($"/people/{person}/updates/add"), "Once only.");

        var first = await form.PressAsync("Add update");
        var second = await form.PressAsync("Add update");

        second.Location.ShouldBe(first.Location);
        (await register.RowsAsync<long>("select count(*) from referrals_update where what = 'Once only.'"))[0].ShouldBe(1);
    }

    [Fact]
    public async Task The_team_hands_a_record_to_another_owner_and_the_one_before_sees_it_no_longer()
    {
        await using var register = await TestRegister.StartAsync();
        var (before, after) = (await register.SignInAsync("referrer"), await register.SignInAsync("referrer2"));
        var person = await OwnAsync(register, "referrer");
        (await before.OpenAsync($"/people/{person}")).Status.ShouldBe(200);
        (await after.OpenAsync($"/people/{person}")).Status.ShouldBe(404);
        (await before.OpenAsync($"/people/{person}/owner/change")).Status.ShouldBe(403);

        var lead = await register.SignInAsync("lead");
        var form = await lead.OpenAsync($"/people/{person}/owner/change");
        form.Text.ShouldNotContain("Meadowbank Advocacy");
        (await form.PressAsync("Change owner")).Errors.ShouldBe(["Select who will take over", "Select why the owner is changing"]);
        var name = (await register.RowsAsync<string>("select name from referrals_user where email = 'referrer2@staffordshire.example.com'"))[0];
        var summary = await form.Select("New owner", name).Choose("The person has moved").PressAndFollowAsync("Change owner");

        summary.Banner.ShouldBe("Owner changed.");
        summary.Text.ShouldContain(name);
        (await before.OpenAsync($"/people/{person}")).Status.ShouldBe(404);
        (await after.OpenAsync($"/people/{person}")).Status.ShouldBe(200);
        (await form.Select("New owner", name).Choose("The person has moved").PressAsync("Change owner")).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_timeline_is_read_25_at_a_time_and_by_kind()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var person = await OwnAsync(register, "referrer");
        for (var at = 0; at < 27; at++)
        {
            register.Clock.Advance(TimeSpan.FromMinutes(1));
            await AddAsync(member, person, $"Number {at}.");
        }

        var first = await member.OpenAsync($"/people/{person}/updates?kind=update");
        first.All(".dsr-timeline__item").Count.ShouldBe(25);
        first.All(".dsr-timeline__body")[0].TextContent.ShouldContain("Number 26.");
        first.All("h2").ShouldContain(heading => heading.TextContent == "November 2026");
        var second = await member.OpenAsync(first.Find("a[rel=next]")!.GetAttribute("href")!);
        second.All(".dsr-timeline__body")[0].TextContent.ShouldContain("Number 1.");
        (await member.OpenAsync($"/people/{person}/updates?kind=authority")).All(".dsr-timeline__title").ShouldAllBe(title => !title.TextContent.Contains("Update", StringComparison.Ordinal));
    }

    private static async Task<string> OwnAsync(TestRegister register, string who)
        => (await register.RowsAsync<string>(
            """
            select p.reference
            from referrals_person as p
            join referrals_user as u on u.user_id = p.owner_id
            where u.email = @email
            and p.state = 'active'
            and p.authority_ends_on > '2026-12-31'
            and p.withdrawn_at is null
            and not exists (select 1 from referrals_link as l where l.person_id = p.id and l.kind <> 'owner')
            order by p.reference
            """, new { email = who + "@staffordshire.example.com" }))[0];

    private static Screen Filled(Screen form, string what)
        => form.Type("What has changed?", what).Choose("Same").Choose("Family or carer").TypeDate("When did it happen?", new DateOnly(2026, 11, 20));

    private static async Task<Screen> AddAsync(Visitor visitor, string person, string what)
        => await Filled(await visitor.OpenAsync($"/people/{person}/updates/add"), what).PressAndFollowAsync("Add update");
}
