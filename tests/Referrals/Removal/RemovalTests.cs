using Dsr.Referrals;

namespace Dsr.Tests.Referrals;

/// <summary>Domain 6.2 and 6.3; journeys 8.10; Staffordshire: "Only the DSR team can remove; entry confirming conversation".</summary>
public sealed class RemovalTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void Risk_reduced_means_green_for_90_days()
    {
        RemovalReason.GreenLongEnough("green", Today.AddDays(-90), Today).ShouldBeTrue();
        RemovalReason.GreenLongEnough("green", Today.AddDays(-89), Today).ShouldBeFalse();
        RemovalReason.GreenLongEnough("amber", Today.AddDays(-300), Today).ShouldBeFalse();
        RemovalReason.GreenLongEnough("green", null, Today).ShouldBeFalse();
    }

    [Fact]
    public async Task Staffordshire_only_the_team_removes_and_the_owner_asks_with_an_entry_that_confirms_the_conversation()
    {
        await using var register = await TestRegister.StartAsync();
        var (referrer, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        var (person, name) = await OwnAsync(register, "amber");
        await AddActionAsync(member, person, "Find a speech therapist");
        await QueueMailAsync(register, person);

        var ask = await referrer.OpenAsync($"/people/{person}/removal/ask");
        var missing = await ask.Choose("They no longer meet the criteria").Choose("Not yet").PressAsync("Continue");
        missing.Status.ShouldBe(422);
        missing.Errors.ShouldBe(
        [
            "Talk to them first, or hold a best interests meeting, then ask", "Enter the date of the conversation or meeting", "Enter who took part", "Enter what they said",
            .. Enumerable.Repeat("Select whether to close the action or hand it over", ask.All("[name$='.Fate'][value=close]").Count),
        ]);

        ask = await referrer.OpenAsync($"/people/{person}/removal/ask");
        ask.Choose("They no longer meet the criteria").Choose("We talked with them").TypeDate("When was that?", Today.AddDays(-2)).Type("Who took part?", "Their mother").Type("What did they say?", "They are doing well.");
        Settle(ask, "Ask");
        var check = await ask.PressAsync("Continue");
        check.Heading.ShouldBe("Check before you ask");
        check.Text.ShouldContain("They are doing well.");
        (await check.PressAndFollowAsync("Send to the DSR team")).Banner.ShouldStartWith("Sent. The DSR team decides by");
        (await referrer.OpenAsync($"/people/{person}/removal/ask")).Heading.ShouldBe("You already sent this");
        (await referrer.OpenAsync($"/people/{person}")).Status.ShouldBe(200);
        (await referrer.OpenAsync("/requests/removals")).Status.ShouldBe(403);
        (await referrer.OpenAsync($"/people/{person}/updates?kind=removal")).Text.ShouldContain("They are doing well.");

        (await member.OpenAsync("/inbox")).Text.ShouldContain("Asked to come off the register");
        var decide = await member.OpenAsync((await member.OpenAsync("/requests/removals")).LinkTo(name));
        decide.Text.ShouldContain("We talked with them on 19 November 2026");
        (await decide.Choose("Agree").PressAsync("Save decision")).Errors.ShouldBe(["Enter the date they were told"]);
        var removed = await (await member.OpenAsync(decide.Path)).Choose("Agree").Choose("Family or carer").TypeDate("When were they told?", Today).Type("Where can they get help from now?", "The community team.").PressAndFollowAsync("Save decision");

        removed.Heading.ShouldBe("Taken off the register");
        removed.LinkTo("refer them again").ShouldBe("/referrals/new");
        (await referrer.OpenAsync($"/people/{person}")).Status.ShouldBe(404);
        (await referrer.OpenAsync("/my-people")).Html.ShouldNotContain(person);
        (await member.OpenAsync("/register?sort=name")).Html.ShouldNotContain(person);
        var stub = await member.OpenAsync($"/people/{person}");
        stub.Text.ShouldContain("Not on the register since 21 November 2026");
        stub.All("main .nhsuk-button").Count.ShouldBe(0);
        (await member.OpenAsync($"/people/{person}/updates/add")).Status.ShouldBe(404);
        (await register.RowsAsync<string>("select state from shared_outbox where mail_key = 'test mail'")).ShouldBe(["cancelled"]);
        (await OpenAsync(register, person)).ShouldBe((0, 0));
        (await register.RowsAsync<string>("select closed_words from meetings_action where what = 'Find a speech therapist'"))[0].ShouldContain("Handed over to the community team");
        (await register.RowsAsync<long>("select count(*) from reporting_event where kind = 'removed'"))[0].ShouldBe(1);
    }

    [Fact]
    public async Task A_person_who_is_not_green_comes_off_for_lower_risk_only_when_a_quorate_meeting_agreed()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var (person, name) = await OwnAsync(register, "red", discussed: true);

        await AskAsync(member, person, "The risk is lower and stable");
        var decide = await member.OpenAsync((await member.OpenAsync("/requests/removals")).LinkTo(name));
        Settle(decide, "Decide");
        decide.Choose("Agree").Choose("Family or carer").TypeDate("When were they told?", Today).Type("Where can they get help from now?", "The community team.");
        (await decide.PressAsync("Save decision")).Errors.ShouldBe(["Select the quorate meeting that agreed it, or answer Not yet"]);
        decide.Choose("Discussed at the meeting", "Which quorate meeting agreed it?");
        (await decide.PressAndFollowAsync("Save decision")).Heading.ShouldBe("Taken off the register");
    }

    [Fact]
    public async Task The_team_answers_not_yet_and_the_record_stays_as_it_is()
    {
        await using var register = await TestRegister.StartAsync();
        var (referrer, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        var (person, name) = await OwnAsync(register, "amber");
        await AskAsync(referrer, person, "They do not want to be on the register");

        var decide = await member.OpenAsync((await member.OpenAsync("/requests/removals")).LinkTo(name));
        (await decide.Choose("Not yet").PressAsync("Save decision")).Errors.ShouldBe(["Enter why not yet"]);
        (await decide.Choose("Not yet").Type("Why not yet?", "Meet them first.").PressAndFollowAsync("Save decision")).Text.ShouldContain("No removal requests.");

        (await referrer.OpenAsync($"/people/{person}/updates")).Text.ShouldContain("Meet them first.");
        (await register.RowsAsync<long>("select count(*) from shared_outbox where mail_key like 'removal % decided'"))[0].ShouldBe(1);
        (await decide.Choose("Not yet").Type("Why not yet?", "Twice.").PressAsync("Save decision")).Status.ShouldBe(409);
        (await referrer.OpenAsync($"/people/{person}/removal/ask")).Heading.ShouldStartWith("Ask to take");
    }

    [Fact]
    public async Task When_somebody_dies_everything_stops_at_once_and_the_team_is_asked_to_tell_LeDeR()
    {
        await using var register = await TestRegister.StartAsync();
        var (referrer, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        var (person, name) = await OwnAsync(register, "red");
        await AddActionAsync(member, person, "Find a speech therapist");
        await QueueMailAsync(register, person);

        var page = await referrer.OpenAsync($"/people/{person}/death");
        (await page.TypeDate("When did they die?", Today.AddDays(1)).PressAsync("Record the death")).Errors.ShouldBe(["Date they died must be today or in the past", "Enter who told you"]);
        (await page.TypeDate("When did they die?", Today.AddDays(-1)).Type("Who told you?", "The care home").PressAndFollowAsync("Record the death")).Banner.ShouldStartWith("Recorded. All reminders have stopped");

        (await referrer.OpenAsync($"/people/{person}")).Status.ShouldBe(404);
        (await member.OpenAsync("/register?sort=name")).Html.ShouldNotContain(person);
        (await OpenAsync(register, person)).ShouldBe((0, 0));
        (await register.RowsAsync<string>("select state from shared_outbox where mail_key = 'test mail'")).ShouldBe(["cancelled"]);
        register.Clock.MoveTo(Today.AddDays(40));
        await register.RunJobAsync("remind-stale-updates");
        await register.RunJobAsync("remind-consent-renewal");
        (await register.RowsAsync<long>("select count(*) from shared_outbox as o join referrals_person as p on p.id = o.person_id where p.reference = @person and o.state <> 'cancelled'", new { person }))[0].ShouldBe(0);

        member = await register.SignInAsync("member");
        var decide = await member.OpenAsync((await member.OpenAsync("/requests/removals")).LinkTo(name));
        decide.Text.ShouldContain("Tell LeDeR");
        // it was somebody else: the record opens again as it was
        var reopened = await decide.Choose("The death was recorded in error").Type("How do you know?", "The care home had named another person.").PressAndFollowAsync("Save");
        reopened.Banner.ShouldBe("The record is open again. Tell its owner.");
        reopened.Strip.ShouldNotContain("Not on the register");
        (await (await register.SignInAsync("referrer")).OpenAsync($"/people/{person}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_death_is_closed_when_LeDeR_was_told()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var (person, _) = await OwnAsync(register, "blue");

        var decide = await (await member.OpenAsync($"/people/{person}/death")).Type("Who told you?", "The hospital").PressAndFollowAsync("Record the death");
        (await decide.Choose("We have told LeDeR").TypeDate("When was LeDeR told?", Today).PressAndFollowAsync("Save")).Text.ShouldContain("Told on 21 November 2026");
        (await member.OpenAsync("/requests/removals?decided=true")).Text.ShouldContain("They have died");
    }

    [Fact]
    public async Task A_person_who_moves_stays_active_until_the_other_area_accepts_and_then_is_theirs()
    {
        await using var register = await TestRegister.StartAsync();
        var (referrer, member, there) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"), await register.SignInAsync("member", "sunderland"));
        var (person, name) = await OwnAsync(register, "amber");
        (await referrer.OpenAsync($"/people/{person}/transfer")).Status.ShouldBe(403);

        var ask = await member.OpenAsync($"/people/{person}/transfer");
        (await ask.PressAsync("Ask the other area")).Errors.Count.ShouldBe(6);
        await ask.Select("Which area?", "Sunderland").TypeDate("When do they move", Today.AddDays(20)).Type("Why are they moving?", "Nearer family.").Choose("A best interests decision")
            .TypeDate("When was that agreed?", Today).Type("What should the other team know first?", "Needs a quiet room.").PressAndFollowAsync("Ask the other area");
        (await referrer.OpenAsync($"/people/{person}")).Status.ShouldBe(200);
        (await there.OpenAsync($"/people/{person}")).Status.ShouldBe(404);
        await KeyworkingTests.ReferAsync(register, member, person);

        var offered = (await there.OpenAsync("/requests/transfers")).LinkTo(name);
        (await referrer.OpenAsync(offered)).Status.ShouldBe(403);
        (await (await register.SignInAsync("member", "northamptonshire")).OpenAsync(offered)).Status.ShouldBe(404);
        var decide = await there.OpenAsync(offered);
        decide.Text.ShouldContain("Needs a quiet room.");
        (await decide.Choose("Accept").PressAsync("Save decision")).Errors.ShouldBe(["Select the local authority", "Select who will be the owner"], ignoreOrder: true);
        var owner = (await register.RowsAsync<string>("select name from referrals_user where email = 'referrer@sunderland.example.com'"))[0];
        var accepted = await decide.Choose("Accept").Select("Who will be the owner?", owner).Select("Local authority", "Sunderland").PressAndFollowAsync("Save decision");

        accepted.Banner.ShouldBe("Accepted. The entry is on this register now.");
        accepted.Text.ShouldContain(owner);
        (await referrer.OpenAsync($"/people/{person}")).Status.ShouldBe(404);
        (await member.OpenAsync($"/people/{person}")).Status.ShouldBe(404);
        (await member.OpenAsync("/requests/transfers")).Text.ShouldContain("Accepted");
        (await there.OpenAsync("/keyworking?show=referred")).Text.ShouldContain(name);
        (await member.OpenAsync("/keyworking?show=referred")).Text.ShouldNotContain(name);
        (await (await register.SignInAsync("referrer", "sunderland")).OpenAsync($"/people/{person}")).Status.ShouldBe(200);
        (await register.RowsAsync<string>("select r.area from reporting_person as r join referrals_person as p on p.id = r.person_id where p.reference = @person", new { person })).ShouldBe(["sunderland"]);
    }

    internal static async Task<(string Reference, string Name)> OwnAsync(TestRegister register, string rating, bool discussed = false)
    {
        var row = (await register.RowsAsync<Row>(
            $"""
             select p.reference, p.first_name, p.last_name
             from referrals_person as p
             join referrals_user as u on u.user_id = p.owner_id
             where {(discussed ? "exists (select 1 from referrals_event as e join referrals_meeting as m on m.meeting_id = e.object_id where e.person_id = p.id and m.quorate = 1)" : "u.email = 'referrer@staffordshire.example.com'")}
             and p.area = 'staffordshire'
             and p.state = 'active'
             and p.rating = @rating
             and p.authority_ends_on > '2026-12-31'
             and p.withdrawn_at is null
             order by p.reference
             """, new { rating }))[0];
        return (row.Reference, $"{row.FirstName} {row.LastName}");
    }

    internal static async Task AskAsync(Visitor visitor, string person, string reason)
    {
        var ask = await visitor.OpenAsync($"/people/{person}/removal/ask");
        ask.Choose(reason).Choose("A best interests meeting was held").TypeDate("When was that?", Today).Type("Who took part?", "The family").Type("What did they say?", "They agree.");
        Settle(ask, "Ask");
        var check = await ask.PressAsync("Continue");
        check.Heading.ShouldBe("Check before you ask", string.Join("; ", check.Errors));
        await check.PressAndFollowAsync("Send to the DSR team");
    }

    private static void Settle(Screen screen, string form)
    {
        for (var at = 0; screen.Find($"[name='{form}.Actions[{at}].Words']") is not null; at++)
            screen.Choose("Hand it over", $"What happens to action {at + 1}?").Type($"{form}.Actions[{at}].Words", "the community team");
    }

    private static async Task AddActionAsync(Visitor visitor, string person, string what)
    {
        var form = await visitor.OpenAsync($"/people/{person}/actions/add");
        await form.Type("Add.What", what).Type("Or someone else", "Sam, Speech service").TypeDate("Done by", Today.AddDays(10)).PressAndFollowAsync("Add action");
    }

    private static Task QueueMailAsync(TestRegister register, string person)
        => register.InScopeAsync(services => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Db>(services).WriteAsync(async work =>
        {
            var id = await work.FirstAsync<Guid>("select id from referrals_person where reference = @person", new { person });
            // not due before tomorrow, so that it is still there to be cancelled
            await work.ExecuteAsync(
                """
                insert into shared_outbox (id, mail_key, person_id, to_address, template, subject, body, queued_at, due_at, state, attempts)
                values (@mail, 'test mail', @id, 'owner@example.com', 'update-due', '', '', @Now, @tomorrow, 'due', 0)
                """, new { mail = Guid.CreateVersion7(work.Now), id, work.Now, tomorrow = work.Now.AddDays(1) });
            return "";
        }));

    private static async Task<(int Actions, int Items)> OpenAsync(TestRegister register, string person)
    {
        var actions = await register.RowsAsync<long>("select count(*) from meetings_action as a join referrals_person as p on p.id = a.person_id where p.reference = @person and a.state = 'to-do'", new { person });
        var items = await register.RowsAsync<long>("select count(*) from meetings_agenda_item as i join meetings_meeting as m on m.id = i.meeting_id and m.state <> 'finalised' join referrals_person as p on p.id = i.person_id where p.reference = @person", new { person });
        return ((int)actions[0], (int)items[0]);
    }

    private sealed record Row(string Reference, string FirstName, string LastName);
}
