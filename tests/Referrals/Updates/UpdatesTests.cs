namespace Dsr.Tests.Referrals;

/// <summary>Journey 8.4; domain 9, beyond 1: nothing goes quiet.</summary>
public sealed class UpdatesTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public async Task Nothing_has_changed_is_an_update_and_the_third_in_a_row_says_why()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var (person, _) = await RemovalTests.OwnAsync(register, "amber");

        for (var time = 1; time <= 2; time++)
        {
            register.Clock.Advance(TimeSpan.FromMinutes(1));
            (await (await referrer.OpenAsync($"/people/{person}/updates/no-change")).Choose("Family or carer").PressAndFollowAsync("Nothing has changed")).Banner.ShouldBe("Update added. The DSR team has been told.");
        }
        (await register.RowsAsync<DateOnly>("select update_due_on from referrals_person where reference = @person", new { person }))[0].ShouldBe(Today.AddDays(28));
        var third = await referrer.OpenAsync($"/people/{person}/updates/no-change");
        (await third.Choose("Family or carer").PressAsync("Nothing has changed")).Errors.ShouldBe(["Tell the team why nothing has changed"]);
        await third.Choose("Family or carer").Type("Tell the team why", "We wait for a flat.").PressAndFollowAsync("Nothing has changed");

        (await (await register.SignInAsync("member")).OpenAsync("/inbox?show=updates")).Text.ShouldContain("Nothing has changed, the third time in a row or more");
        // an update that says something ends the row
        register.Clock.Advance(TimeSpan.FromMinutes(1));
        await AddAsync(referrer, person, "A new flat was found.");
        (await referrer.OpenAsync($"/people/{person}/updates/no-change")).Text.ShouldNotContain("Tell the team why");
    }

    [Fact]
    public async Task What_an_update_says_needs_doing_leads_on_to_its_journey()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var (person, _) = await RemovalTests.OwnAsync(register, "amber");

        var one = await Filled(await referrer.OpenAsync($"/people/{person}/updates/add"), "The risk is higher.").Choose("Change the rating").PressAsync("Add update");
        one.Location.ShouldBe($"/people/{person}/ratings/change");
        var several = await Filled(await referrer.OpenAsync($"/people/{person}/updates/add"), "Much is new.").Choose("Add an action").Choose("I am leaving this case").PressAndFollowAsync("Add update");
        several.Heading.ShouldBe("What needs doing now");
        foreach (var (words, page) in new[] { ("Add an action", "actions/add"), ("I am leaving this case", "leave") })
        {
            several.LinkTo(words).ShouldBe($"/people/{person}/{page}");
            (await referrer.FollowAsync(several.LinkTo(words))).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task A_mistake_is_struck_through_with_its_reason_and_the_clock_goes_back()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var (person, _) = await RemovalTests.OwnAsync(register, "amber");
        await AddAsync(referrer, person, "About somebody else.");
        var due = await register.RowsAsync<DateOnly>("select update_due_on from referrals_person where reference = @person", new { person });
        register.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(20));
        referrer = await register.SignInAsync("referrer");
        await AddAsync(referrer, person, "The wrong person.");

        var mark = await referrer.OpenAsync((await referrer.OpenAsync($"/people/{person}/updates")).LinkTo("Mark as recorded in error"));
        (await (await register.SignInAsync("referrer2")).OpenAsync(mark.Path)).Status.ShouldBe(404);
        (await mark.PressAsync("Mark as recorded in error")).Errors.ShouldBe(["Enter why it was recorded in error"]);
        var after = await mark.Type("Why was it recorded in error?", "Meant for another record.").PressAndFollowAsync("Mark as recorded in error");

        after.Find(".dsr-timeline__item--error s")!.TextContent.ShouldBe("Update added");
        after.Text.ShouldContain("because: Meant for another record.");
        after.Text.ShouldContain("The wrong person.");
        (await register.RowsAsync<DateOnly>("select update_due_on from referrals_person where reference = @person", new { person })).ShouldBe(due);
        (await mark.Type("Why was it recorded in error?", "Again.").PressAsync("Mark as recorded in error")).Status.ShouldBe(409);

        // the other one is older than a day by then: only the team may
        register.Clock.Advance(TimeSpan.FromMinutes(30));
        referrer = await register.SignInAsync("referrer");
        (await referrer.OpenAsync($"/people/{person}/updates")).Html.ShouldNotContain("/error\"");
        (await (await register.SignInAsync("member")).OpenAsync($"/people/{person}/updates")).Html.ShouldContain("/error\"");
    }

    [Fact]
    public async Task Who_follows_a_person_gets_a_mail_that_names_nobody_when_there_is_an_update()
    {
        await using var register = await TestRegister.StartAsync();
        var (referrer, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        var (person, name) = await RemovalTests.OwnAsync(register, "amber");
        (await (await member.OpenAsync($"/people/{person}/updates")).PressAndFollowAsync("Follow")).Banner.ShouldStartWith("You get an e-mail");

        await AddAsync(referrer, person, "A calm week.");

        var mail = (await register.RowsAsync<Mailed>("select to_address, body from shared_outbox where template = 'update-added'")).ShouldHaveSingleItem();
        mail.ToAddress.ShouldBe("member@staffordshire.example.com");
        foreach (var part in name.Split(' ')) mail.Body.ShouldNotContain(part);
        (await (await member.OpenAsync($"/people/{person}/updates")).PressAndFollowAsync("Stop following")).Banner.ShouldStartWith("You get no more");
        // the owner is told of what others add
        await AddAsync(member, person, "A call from the mother.");
        (await register.RowsAsync<string>("select to_address from shared_outbox where template = 'update-added' order by queued_at")).ShouldBe(["member@staffordshire.example.com", "referrer@staffordshire.example.com"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_inbox_is_read_by_kind_and_what_somebody_took_stands_apart()
    {
        await using var register = await TestRegister.StartAsync();
        var (referrer, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        var (person, name) = await RemovalTests.OwnAsync(register, "amber");
        await AddAsync(referrer, person, "A calm week.");

        (await member.OpenAsync("/inbox?show=updates")).Text.ShouldContain(name);
        (await member.OpenAsync("/inbox?show=referrals")).Text.ShouldNotContain(name);
        (await member.OpenAsync("/inbox?show=mine")).Text.ShouldContain("You have read everything.");
        await (await member.OpenAsync("/inbox?show=updates")).PressAndFollowAsync("Take");
        (await member.OpenAsync("/inbox?show=mine")).Text.ShouldContain(name);
        (await (await register.SignInAsync("lead")).OpenAsync("/inbox?show=mine")).Text.ShouldNotContain(name);
    }

    private static Screen Filled(Screen form, string what)
        => form.Type("What has changed?", what).Choose("Same").Choose("Family or carer").TypeDate("When did it happen?", new DateOnly(2026, 11, 20));

    private static async Task AddAsync(Visitor visitor, string person, string what)
        => await Filled(await visitor.OpenAsync($"/people/{person}/updates/add"), what).PressAndFollowAsync("Add update");

    private sealed record Mailed(string ToAddress, string Body);
}
