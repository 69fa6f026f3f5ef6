using Dsr.Consent.Contracts;
using Dsr.Referrals;
using Dsr.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Referrals;

/// <summary>ui.md 7.C and 11.2: filters of the register, saved searches, the file and the page to print.</summary>
public sealed class RegisterListTests
{
    [Fact]
    public async Task More_filters_stand_in_the_address_and_say_themselves_as_chips()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var owner = (await register.RowsAsync<Guid>("select user_id from referrals_user where email = 'referrer@staffordshire.example.com'"))[0];

        var page = await member.OpenAsync($"/register?owner={owner}&hospital=yes&actions=late&changed=7&placement=residential-52");
        page.All(".dsr-chip").Count.ShouldBe(5);
        page.All(".dsr-chip")[1].GetAttribute("href").ShouldBe($"/register?owner={owner}&placement=residential-52&actions=late&changed=7");

        var mine = await member.OpenAsync($"/register?owner={owner}&sort=name");
        var owned = await register.RowsAsync<long>("select count(*) from referrals_person where owner_id = @owner and state = 'active'", new { owner });
        mine.Document.Title.ShouldStartWith($"Register, {owned[0]} people");
        (await member.OpenAsync("/register?hospital=yes")).All("tbody .dsr-rating").ShouldAllBe(chip => chip.TextContent == "Blue");
        (await member.OpenAsync("/register?hospital=no")).All("tbody .dsr-rating").ShouldAllBe(chip => chip.TextContent != "Blue");
        foreach (var (filter, sql) in new[] { ("actions=late", "next_action_due_on < '2026-11-21'"), ("actions=open", "next_action_due_on is not null"), ("changed=7", "changed_at >= '2026-11-14'") })
        {
            var expected = (await register.RowsAsync<long>($"select count(*) from referrals_person where area = 'staffordshire' and state = 'active' and {sql}"))[0];
            expected.ShouldBeGreaterThan(0, filter);
            (await member.OpenAsync("/register?" + filter)).Document.Title.ShouldStartWith($"Register, {Words.Count(expected, "person", "people")}");
        }
    }

    [Fact]
    public async Task People_are_found_by_the_state_of_their_latest_CETR()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var person = (await register.RowsAsync<Found>(
            """
            select id, reference, first_name
            from referrals_person
            where area = 'staffordshire' and state = 'active' and rating = 'red' and born_on < '2000-01-01' and authority_kind = 'own-consent' and authority_ends_on > '2027-02-01' and withdrawn_at is null
            order by reference
            limit 1
            """)).Single();
        (await member.OpenAsync("/register?cetr=offered")).Text.ShouldContain("No people match these filters.");

        await OfferAsync();
        var waiting = await member.OpenAsync("/register?cetr=offered");
        waiting.Document.Title.ShouldStartWith("Register, 1 person");
        waiting.Html.ShouldContain($"/people/{person.Reference}\"");
        waiting.All(".dsr-chip").Select(chip => chip.TextContent).ShouldBe(["Remove filter: C(E)TR is C(E)TR: offered, not answered"]);

        foreach (var (agreed, state) in new[] { (true, "agreed"), (false, "declined") })
        {
            await register.InScopeAsync(async services =>
            {
                await services.GetRequiredService<Db>().WriteAsync(work => work.PublishAsync(new CetrConsentRecorded(Guid.CreateVersion7(), person.Id, "CTR", "community", agreed, new DateOnly(2026, 11, 21), "A member", work.Now)));
                return 0;
            });
            (await member.OpenAsync($"/register?cetr={state}")).Html.ShouldContain($"/people/{person.Reference}\"");
            (await member.OpenAsync("/register?cetr=offered")).Text.ShouldContain("No people match these filters.");
        }

        // another is offered: the latest counts
        await OfferAsync();
        (await member.OpenAsync("/register?cetr=declined")).Text.ShouldContain("No people match these filters.");

        async Task OfferAsync()
            => await (await member.OpenAsync($"/people/{person.Reference}/authority/cetr")).Choose("Community").Choose("No", $"Does {person.FirstName} have an education").TypeDate("When was it offered?", new DateOnly(2026, 11, 20))
                .PressAndFollowAsync("Save and record the answer");
    }

    [Theory]
    [InlineData("owner", "referrals_person_owned", "referrals_person_owner")]
    [InlineData("place", "referrals_person_place", "referrals_person_urgency")]
    [InlineData("placement", "referrals_person_placement", "referrals_person_placement")]
    [InlineData("cetr", "referrals_person_cetr", "referrals_person_cetr")]
    [InlineData("hospital", "referrals_person_urgency", "referrals_person_urgency")]
    public async Task A_filter_has_an_index_that_gives_its_page_in_order(string filter, string index, string or)
    {
        await using var register = await TestRegister.StartAsync();
        var filters = filter switch
        {
            "owner" => new PeopleList.Filters { Owner = Guid.CreateVersion7().ToString() },
            "place" => new PeopleList.Filters { Place = "Staffordshire" },
            "cetr" => new PeopleList.Filters { Cetr = "offered" },
            "placement" => new PeopleList.Filters { Placement = "residential-38" },
            _ => new PeopleList.Filters { Hospital = "yes" },
        };

        var plan = await RegisterTests.PlanAsync(register, people => people.Statement(filters, null));

        (plan.Contains(index, StringComparison.Ordinal) || plan.Contains(or, StringComparison.Ordinal)).ShouldBeTrue(plan);
        if (!Engine.IsPostgres) plan.ShouldNotContain("SCAN");
    }

    [Fact]
    public async Task A_search_is_saved_for_oneself_or_shared_with_the_team_and_deleted()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, lead, referrer) = (await register.SignInAsync("member"), await register.SignInAsync("lead"), await register.SignInAsync("referrer"));

        var save = await member.OpenAsync((await member.OpenAsync("/register?rating=red&update=late&sort=name")).LinkTo("Save this search"));
        (await save.PressAsync("Save search")).Errors.ShouldBe(["Enter what you call it"]);
        var saved = await save.Type("What do you call it?", "Red and late").PressAndFollowAsync("Save search");
        saved.Banner.ShouldBe("Search saved.");
        saved.LinkTo("Red and late").ShouldBe("/register?rating=red&update=late&sort=name");
        var late = (await register.RowsAsync<long>("select count(*) from referrals_person where area = 'staffordshire' and state = 'active' and rating = 'red' and update_due_on < '2026-11-21'"))[0];
        saved.Text.ShouldContain($"Red and late ({Words.Count(late, "person", "people")})");
        (await lead.OpenAsync("/register")).Text.ShouldNotContain("Red and late");
        await (await member.OpenAsync("/searches/save?of=age%3Dunder-18%26nonsense%3D1")).Type("What do you call it?", "Children").Choose("Share it").PressAndFollowAsync("Save search");

        (await lead.OpenAsync("/register")).LinkTo("Children").ShouldBe("/register?age=under-18");
        await (await member.OpenAsync("/searches/save?of=rating%3Dred%26rating%3Dgreen")).Type("What do you call it?", "Two").PressAndFollowAsync("Save search");
        foreach (var (name, sql) in new[] { ("Children", "born_on > '2008-11-21'"), ("Two", "rating in ('red', 'green')") })
        {
            var found = (await register.RowsAsync<long>($"select count(*) from referrals_person where area = 'staffordshire' and state = 'active' and {sql}"))[0];
            (await member.OpenAsync("/register")).Text.ShouldContain($"{name} ({(found > 100 ? "more than 100 people" : Words.Count(found, "person", "people"))})");
        }
        (await referrer.OpenAsync("/my-people")).Text.ShouldNotContain("Children");
        var delete = await member.OpenAsync((await member.OpenAsync("/register")).LinkTo("Delete the search Children"));
        (await lead.OpenAsync(delete.Path)).Status.ShouldBe(404);
        (await delete.PressAndFollowAsync("Delete search")).Text.ShouldNotContain("Children");
    }

    [Fact]
    public async Task A_file_with_names_needs_a_reason_holds_what_was_filtered_and_goes_after_15_minutes()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, referrer) = (await register.SignInAsync("member"), await register.SignInAsync("referrer"));
        (await referrer.OpenAsync("/register/download")).Status.ShouldBe(403);

        var list = await member.OpenAsync("/register?rating=red");
        var export = await member.OpenAsync(list.LinkTo("Download ("));
        (await export.PressAsync("Make the file")).Errors.ShouldBe(["Select what it is for", "Enter why you need names"]);
        var ready = await export.Choose("A meeting about them").Type("Why do you need names for that?", "The meeting on Thursday.").PressAndFollowAsync("Make the file");
        var address = ready.LinkTo("Download the file");

        using var answer = await member.Client.GetAsync(new Uri(address, UriKind.Relative));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("dsr-people-2026-11-21.csv");
        bytes.Take(3).ShouldBe(new byte[] { 0xEF, 0xBB, 0xBF });
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var reds = await register.RowsAsync<string>("select reference from referrals_person where area = 'staffordshire' and state = 'active' and rating = 'red'");
        lines.Length.ShouldBe(reds.Count + 1);
        lines[1..].Select(line => line.Split('"')[1]).ShouldBe(reds, ignoreOrder: true);
        lines[1].ShouldEndWith($"\"{(await register.RowsAsync<string>("select name || ', ' || organisation_name from referrals_user where email = 'member@staffordshire.example.com'"))[0]}\"");
        (await register.RowsAsync<string>("select people from shared_audit where action = 'register.export' and people is not null"))[^1].Split(' ').Length.ShouldBe(reds.Count);
        (await (await register.SignInAsync("lead")).OpenAsync(address)).Status.ShouldBe(404);
        register.Clock.Advance(TimeSpan.FromMinutes(16));
        (await member.OpenAsync(address)).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("-2", "\"'-2\"")]
    [InlineData("@x", "\"'@x\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("", "\"\"")]
    public void A_cell_is_quoted_and_starts_no_formula(string value, string cell) => PeopleFile.Cell(value).ShouldBe(cell);

    [Fact]
    public async Task A_list_to_print_holds_what_the_viewer_may_see()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, referrer) = (await register.SignInAsync("member"), await register.SignInAsync("referrer"));

        (await member.OpenAsync((await member.OpenAsync("/register?rating=red")).LinkTo("Print"))).All("tbody .dsr-rating").ShouldAllBe(chip => chip.TextContent == "Red");
        var mine = await referrer.OpenAsync((await referrer.OpenAsync("/my-people")).LinkTo("Print"));
        mine.All("tbody tr").Count.ShouldBe((await referrer.OpenAsync("/my-people")).All("tbody tr").Count);
    }

    private sealed record Found(Guid Id, string Reference, string FirstName);
}
