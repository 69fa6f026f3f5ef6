namespace Dsr.Tests.Referrals;

/// <summary>The person record: ui.md 7.D and 3.6; South Yorkshire: "38/52-week residential placements included".</summary>
public sealed class RecordTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public async Task Details_are_checked_before_and_after_and_every_copy_follows()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var (person, _) = await RemovalTests.OwnAsync(register, "amber");

        var form = await member.OpenAsync($"/people/{person}/details/change");
        (await (await member.OpenAsync($"/people/{person}/details/change")).Type("First name", "").Type("Postcode", "nowhere").PressAsync("Continue")).Errors.ShouldBe(["Enter their first name", "Enter a full UK postcode"]);
        (await (await member.OpenAsync($"/people/{person}/details/change")).Type("NHS number", "").PressAsync("Continue")).Errors.ShouldBe(["Enter why the NHS number changes, and how you checked it"]);
        var check = await form.Type("Last name", "Fernleigh").Type("Reasonable adjustments", "A quiet room\nLonger visits\nNo phone calls\nA fourth").PressAsync("Continue");
        check.Heading.ShouldBe("Check what you changed");
        check.All("tbody tr").Count.ShouldBe(2);
        (await check.PressAndFollowAsync("Save changes")).Banner.ShouldBe("Details saved.");

        var summary = await member.OpenAsync($"/people/{person}");
        summary.Strip.ShouldContain("Fernleigh");
        summary.Text.ShouldContain("No phone calls");
        summary.Text.ShouldNotContain("A fourth");
        (await register.RowsAsync<string>("select m.last_name from meetings_person as m where m.reference = @person", new { person })).ShouldBe(["Fernleigh"]);
        var results = await (await member.OpenAsync("/search")).Type("Find a person", "Fernl").PressAndFollowAsync("Search");
        results.Html.ShouldContain(person);
        (await member.OpenAsync($"/people/{person}/updates?kind=details")).Text.ShouldContain("Last name, Reasonable adjustments");
        (await (await member.OpenAsync($"/people/{person}/details/change")).PressAndFollowAsync("Continue")).Banner.ShouldBe("Nothing was changed.");
    }

    [Fact]
    public async Task Two_people_at_once_choose_field_by_field_and_what_only_one_changed_goes_together()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, referrer) = (await register.SignInAsync("member"), await register.SignInAsync("referrer"));
        var (person, _) = await RemovalTests.OwnAsync(register, "amber");
        var mine = await member.OpenAsync($"/people/{person}/details/change");
        var theirs = await referrer.OpenAsync($"/people/{person}/details/change");

        await (await theirs.Type("GP surgery", "Oak Surgery").Type("What could help", "A dog.").PressAsync("Continue")).PressAndFollowAsync("Save changes");
        var conflict = await mine.Type("GP surgery", "Elm Surgery").Type("Plan", "Weekly visits.").PressAsync("Continue");
        conflict.Status.ShouldBe(409);
        conflict.Heading.ShouldBe("Someone changed this while you were working");
        conflict.All("fieldset").Count.ShouldBe(1);
        conflict.Text.ShouldContain("Oak Surgery");
        conflict.Text.ShouldContain("Elm Surgery");
        (await conflict.Choose("Use yours: GP surgery").PressAndFollowAsync("Save")).Banner.ShouldBe("Details saved.");

        var details = await member.OpenAsync($"/people/{person}/details");
        details.Text.ShouldContain("Elm Surgery");
        (await member.OpenAsync($"/people/{person}")).Text.ShouldContain("A dog.");
        (await member.OpenAsync($"/people/{person}")).Text.ShouldContain("Weekly visits.");
    }

    [Fact]
    public async Task The_network_says_who_decides_and_whether_the_document_was_seen()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var (person, _) = await RemovalTests.OwnAsync(register, "amber");

        var add = await referrer.OpenAsync($"/people/{person}/network/add");
        (await add.Choose("Attorney for health and welfare").Type("Phone", "no").PressAsync("Save")).Errors.ShouldBe(["Enter their name", "Enter a phone number, like 01632 960 001 or 07700 900 982", "Select whether the document has been seen"]);
        add = await referrer.OpenAsync($"/people/{person}/network/add");
        var network = await add.Type("Name", "Alex Marlow").Choose("Attorney for health and welfare").Choose("Yes", "For an attorney or deputy").TypeDate("When was it seen?", Today).Type("Phone", "01632 960 001").PressAndFollowAsync("Save");
        network.Text.ShouldContain("Seen on 21 November 2026");
        (await referrer.OpenAsync($"/people/{person}")).Text.ShouldContain("Alex Marlow");

        var change = await referrer.OpenAsync(network.LinkTo("Change"));
        var old = await (await register.SignInAsync("member")).OpenAsync(network.LinkTo("Change"));
        (await change.Choose("No", "For an attorney or deputy").Type("Phone", "01632 960 002").Type("How are they related", "Sister").PressAndFollowAsync("Save")).Text.ShouldContain("Not seen");

        // ui.md 3.6: what both changed stands side by side, what only the other changed stays as it was saved
        var lost = await old.Type("Note", "Late.").Type("Phone", "01632 960 003").PressAsync("Save");
        lost.Status.ShouldBe(409);
        lost.Text.ShouldContain("Changed by Quentin Ashby");
        lost.All("main table tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))).ShouldBe(["Phone (optional) | 01632 960 001 | 01632 960 002 | 01632 960 003"]);
        lost.Text.ShouldContain("What only the other person changed stands on this page as it is saved now: How are they related, or what is their job? (optional); For an attorney or deputy: has the document been seen");
        (await lost.PressAndFollowAsync("Save")).Text.ShouldContain("01632 960 003");
        (await register.RowsAsync<string>("select phone || ' ' || relationship || ' ' || document || ' ' || note from referrals_contact where name = 'Alex Marlow'")).ShouldBe(["01632 960 003 Sister not-seen Late."]);
        (await (await referrer.OpenAsync(network.LinkTo("Change"))).PressAndFollowAsync("Take off the network")).Text.ShouldContain("Nobody recorded yet.");
    }

    [Fact]
    public async Task South_Yorkshire_a_residential_college_has_its_end_and_the_team_hears_of_it_six_months_before()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var (person, name) = await RemovalTests.OwnAsync(register, "amber");

        var add = await referrer.OpenAsync($"/people/{person}/placements/add");
        (await add.Choose("52-week residential school or college").PressAsync("Save placement")).Errors.ShouldBe(["Enter the name of the place", "Enter the date they moved in", "Enter the date the school or college ends"]);
        (await add.Choose("52-week residential school or college").Type("Name of the place", "Elm Tree College").TypeDate("From when?", Today.AddYears(-1)).TypeDate("When does it end?", Today.AddMonths(6).AddDays(1)).PressAndFollowAsync("Save placement")).Text.ShouldNotContain("Plan what comes after");

        (await register.RunJobAsync("notice-placement-ends")).Done.ShouldBe(0);
        register.Clock.MoveTo(Today.AddDays(1));
        (await register.RunJobAsync("notice-placement-ends")).Done.ShouldBe(1);
        (await register.RunJobAsync("notice-placement-ends")).Done.ShouldBe(0);
        var member = await register.SignInAsync("member");
        (await member.OpenAsync("/inbox?show=requests")).Text.ShouldContain("A residential placement ends on 22 May 2027");
        (await register.RowsAsync<string>("select to_address from shared_outbox where template = 'placement-ends'")).ShouldBe(["referrer@staffordshire.example.com"]);
        (await member.OpenAsync("/register?placement=residential-52")).Text.ShouldContain(name);

        var placements = await member.OpenAsync($"/people/{person}/placements");
        placements.Text.ShouldContain("Plan what comes after");
        var end = await member.OpenAsync(placements.LinkTo("Record that it has ended"));
        (await end.TypeDate("When did they leave?", Today.AddYears(-2)).Type("Why did it end?", "x").PressAsync("Save")).Errors.ShouldBe(["Date they left must be the same as or after the date they moved in, 21 November 2025"]);
        await end.TypeDate("When did they leave?", Today).Type("Why did it end?", "The college closed.").PressAndFollowAsync("Save");
        (await member.OpenAsync("/register?placement=residential-52")).Text.ShouldNotContain(name);
    }

    [Fact]
    public async Task A_record_is_printed_by_the_sections_that_were_chosen()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var (person, name) = await RemovalTests.OwnAsync(register, "amber");

        var choose = await member.OpenAsync($"/people/{person}/print");
        (await choose.PressAsync("Show to print")).Errors.ShouldBe(["Select at least one section"]);
        var print = await choose.Choose("Summary").Choose("Open actions").PressAsync("Show to print");
        print.Heading.ShouldBe(name);
        print.All("main h2").Select(heading => heading.TextContent).ShouldBe(["Summary", "Open actions"]);
    }
}
