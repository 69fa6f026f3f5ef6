namespace Dsr.Tests.Referrals;

/// <summary>Triage (ui.md 8.3; domain 4.1): the checks, who looks, passing on, the letter, and somebody who comes again.</summary>
public sealed class TriageTests
{
    [Fact]
    public async Task What_was_done_about_a_crisis_is_written_down_before_anything_else_is_saved()
    {
        await using var register = await TestRegister.StartAsync();
        var team = await register.SignInAsync("member");
        var crisis = (await team.OpenAsync("/referrals")).LinkTo("Jude Winslow");
        var page = await team.OpenAsync(crisis);
        page.Text.ShouldContain("Nothing else about this referral can be saved before");
        foreach (var act in new[] { "/accept", "/decline", "/ask", "/pass" }) (await team.OpenAsync(crisis + act)).Text.ShouldContain("Write down what was done");

        // the page hides the forms, and the server refuses what is posted all the same
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var refused = await team.PostAsync(crisis + "/decline?handler=Send", [new("__RequestVerificationToken", token), new("Version", "2"), new("Decline.Reason", "not-eligible")]);
        refused.Status.ShouldBe(409);

        (await (await team.OpenAsync(crisis + "/crisis")).Type("Who did it?", "").PressAsync("Save")).Errors.ShouldBe(["Enter what was done", "Enter the time it was done, like 2:15pm", "Enter who did it"]);
        await team.SeeToCrisisAsync(crisis);
        var after = await team.OpenAsync(crisis);
        after.Text.ShouldContain("Phoned: safe, with a friend");
        after.Text.ShouldContain("21 November 2026 at 2:15pm");
        (await team.OpenAsync(crisis + "/decline")).Heading.ShouldBe("Do not accept the referral");
        (await team.OpenAsync(crisis + "/decline")).Text.ShouldContain("Why is it not accepted?");
    }

    [Fact]
    public async Task The_team_sees_who_is_looking_and_takes_over_openly()
    {
        await using var register = await TestRegister.StartAsync();
        var reference = await (await register.SignInAsync("referrer")).SendReferralAsync();
        var (member, lead) = (await register.SignInAsync("member"), await register.SignInAsync("lead"));
        var looking = await (await member.OpenAsync("/triage/" + reference)).PressAndFollowAsync("Look at this referral");
        looking.Text.ShouldContain("You are looking at this referral");
        looking.Text.ShouldContain("Being looked at since 21 November 2026 at 10am");
        (await (await register.SignInAsync("referrer")).OpenAsync("/referrals/" + reference)).Text.ShouldContain("Being looked at");

        var held = await lead.OpenAsync("/triage/" + reference);
        held.Text.ShouldContain("is looking at this (1 minute)");
        held.Text.ShouldNotContain("Save checks");
        (await lead.OpenAsync($"/triage/{reference}/accept")).Text.ShouldContain("Take over");
        var filled = await member.FillAcceptanceAsync(reference);
        var taken = await held.PressAndFollowAsync("Take over");
        taken.Text.ShouldContain("You are looking at this referral");
        var refused = await filled.PressAsync("Accept referral");
        refused.Status.ShouldBe(409);
        refused.Text.ShouldContain("is looking at this");

        // it ends by itself after half an hour without an act
        register.Clock.Advance(TimeSpan.FromMinutes(29));
        (await lead.OpenAsync("/home")).Status.ShouldBe(200);
        register.Clock.Advance(TimeSpan.FromMinutes(2));
        member = await register.SignInAsync("member");
        (await (await member.FillAcceptanceAsync(reference)).PressAndFollowAsync("Accept referral")).Heading.ShouldBe("Jo Sample is on the register");
    }

    [Fact]
    public async Task Every_check_is_answered_on_one_page_and_then_the_triage_is_done()
    {
        await using var register = await TestRegister.StartAsync();
        var reference = await (await register.SignInAsync("referrer")).SendReferralAsync();
        var team = await register.SignInAsync("member");
        var page = await team.OpenAsync("/triage/" + reference);
        page.Text.ShouldContain("Checked by 27 November 2026 5 working days left");
        (await page.PressAsync("Save checks")).Errors.ShouldBe(["Select an answer to one check or more"]);
        page.Choose("Yes", "Is the decision valid?").Choose("No", "Are the criteria met?").Choose("Yes", "Does the team see it");
        (await page.PressAsync("Save checks")).Errors.ShouldBe(["Enter why the criteria are not met"]);
        var some = await page.Type("Note about the criteria", "There is no notice yet").PressAndFollowAsync("Save checks");
        some.Text.ShouldContain("Checked by 27 November 2026");
        some.Html.ShouldContain("There is no notice yet");
        var all = await some.Choose("Yes", "Has the owner agreed?").PressAndFollowAsync("Save checks");
        all.Text.ShouldContain("Checked 21 November 2026 at 10am");
        await (await (await team.OpenAsync($"/triage/{reference}/decline")).Choose("Not eligible").PressAsync("Continue")).PressAndFollowAsync("Do not accept the referral");
        (await team.OpenAsync("/triage/" + reference)).Text.ShouldContain("Team: No: There is no notice yet");
    }

    [Fact]
    public async Task A_referral_passed_to_another_area_is_theirs_with_their_own_clock_and_here_a_stub_is_left()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var reference = await referrer.SendReferralAsync("Wilhelmina", "Passedon");
        register.Clock.MoveTo(new DateOnly(2026, 11, 24));
        var team = await register.SignInAsync("member");
        var pass = await team.OpenAsync($"/triage/{reference}/pass");
        (await pass.PressAsync("Pass on the referral")).Errors.ShouldBe(["Select which area it is passed to", "Select why it may be passed on", "Enter why it is passed on"]);
        var stub = await pass.Choose("Sunderland DSR").Choose("The person, or whoever decided").Type("Why is it passed on?", "Lives in Sunderland since May, and agreed").PressAndFollowAsync("Pass on the referral");
        stub.Heading.ShouldBe($"Referral {reference} was passed on");
        stub.Html.ShouldNotContain("Wilhelmina");
        (await team.OpenAsync("/referrals?show=passed")).Text.ShouldContain($"{reference}: to the Sunderland DSR on 24 November 2026");
        (await team.OpenAsync($"/triage/{reference}/accept")).Status.ShouldBe(404);
        foreach (var list in new[] { "/inbox", "/inbox?read=true", "/referrals", "/referrals?show=decided-by-team" }) (await team.OpenAsync(list)).Html.ShouldNotContain("Wilhelmina");

        var there = await register.SignInAsync("member", "sunderland");
        (await there.OpenAsync("/inbox")).Text.ShouldContain("Referral passed on from another area");
        var page = await there.OpenAsync((await there.OpenAsync("/referrals")).LinkTo("Wilhelmina Passedon"));
        page.Text.ShouldContain("Staffordshire and Stoke-on-Trent DSR, ");
        page.Text.ShouldContain("Decided by 22 December 2026 20 working days left");
        page.Text.ShouldContain("In force");
        page.Text.ShouldNotContain("Not rated");
        page.Text.ShouldContain("Placement at risk of breaking down");

        // the sender is told, and sees where it is and what is asked, but no longer what it says
        (await register.RowsAsync<string>("select body from shared_outbox where template = 'referral-passed'")).ShouldHaveSingleItem().ShouldNotContain("Wilhelmina");
        referrer = await register.SignInAsync("referrer");
        var sent = await referrer.OpenAsync("/referrals/" + reference);
        sent.Text.ShouldContain("Passed on to the Sunderland DSR on 24 November 2026");
        sent.Html.ShouldNotContain("Wilhelmina");

        var accept = await there.OpenAsync($"/triage/{reference}/accept");
        var owner = accept.All("#Accept-OwnerId option")[1].TextContent;
        accept.Choose("Amber").Type("Why this rating?", "Notice was given").Choose("Wilhelmina").Select("Who will be the owner?", owner);
        (await (await accept.PressAsync("Continue")).PressAndFollowAsync("Accept referral")).Heading.ShouldBe("Wilhelmina Passedon is on the register");
        (await register.RowsAsync<string>("select area from rating_person where first_name = 'Wilhelmina' union select area from consent_person where first_name = 'Wilhelmina' union select area from referrals_person where first_name = 'Wilhelmina'"))
            .ShouldBe(["sunderland"]);
        (await team.OpenAsync("/triage/" + reference)).Heading.ShouldBe($"Referral {reference} was passed on");
    }

    [Fact]
    public async Task The_outcome_is_a_letter_in_plain_words_to_the_person_or_a_parent_even_when_not_eligible()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var reference = await referrer.SendReferralAsync();
        var team = await register.SignInAsync("member");
        (await team.OpenAsync($"/triage/{reference}/letter")).Status.ShouldBe(404);
        await (await (await team.OpenAsync($"/triage/{reference}/decline")).Choose("Not eligible").Choose("An advocate").PressAsync("Continue")).PressAndFollowAsync("Do not accept the referral");

        var letter = await team.OpenAsync((await team.OpenAsync("/triage/" + reference)).LinkTo("Print a letter"));
        letter.Text.ShouldContain("Dear Joey");
        letter.Text.ShouldContain("The register is not the right help for you now.");
        letter.Text.ShouldContain("These may help: An advocate.");
        letter.Text.ShouldContain("or complain to");
        letter.Document.Title!.ShouldNotContain("Jo");
        (await team.OpenAsync(letter.LinkTo("To a parent or carer"))).Text.ShouldContain("Dear parent or carer This letter is about Joey.");
        (await referrer.OpenAsync((await referrer.OpenAsync("/referrals/" + reference)).LinkTo("Print a letter"))).Text.ShouldContain("Dear Joey");

        var accepted = await referrer.SendReferralAsync("Ann", "Other", "999 000 0026");
        var check = await team.OpenAsync($"/triage/{accepted}/accept");
        check.Choose("Amber").Type("Why this rating?", "Notice was given").Choose("Ann").TypeDate("When was it agreed?", new DateOnly(2026, 11, 21));
        await (await check.PressAsync("Continue")).PressAndFollowAsync("Accept referral");
        (await team.OpenAsync($"/triage/{accepted}/letter")).Text.ShouldContain("You are now on it.");
        (await (await register.SignInAsync("referrer2")).OpenAsync($"/referrals/{accepted}/letter")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Somebody_who_was_removed_and_is_referred_again_gets_a_new_entry_linked_to_the_old_one()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var team = await register.SignInAsync("member");
        var first = await referrer.SendReferralAsync();
        await (await team.FillAcceptanceAsync(first)).PressAndFollowAsync("Accept referral");
        var old = (await register.RowsAsync<string>("select p.reference from referrals_person as p join referrals_referral as r on r.person_id = p.id where r.reference = @first", new { first }))[0];
        await register.ChangeAsync("update referrals_person set state = 'removed' where reference = @old", new { old });

        var again = await referrer.SendReferralAsync();
        var triage = await team.OpenAsync("/triage/" + again);
        triage.Text.ShouldContain("same NHS number, same name and date of birth");
        triage.Text.ShouldContain("Taken off the register before.");
        (await team.OpenAsync($"/triage/{again}/accept")).Heading.ShouldBe("You cannot accept this referral yet");
        var same = await (await team.OpenAsync(triage.LinkTo("Decide"))).Choose("Same person").Type("How do you know?", "The same NHS number").PressAndFollowAsync("Continue");
        same.Banner.ShouldContain("the new entry is linked to the old one");
        var accepted = await (await team.FillAcceptanceAsync(again)).PressAndFollowAsync("Accept referral");
        var entry = await team.OpenAsync(accepted.LinkTo("See the entry"));
        entry.Text.ShouldContain($"On the register before: the earlier entry, {old}");
        (await register.RowsAsync<string>("select title from referrals_event where kind = 'referral-again' order by title")).ShouldBe(["On the register again", "On the register before"]);
        (await (await register.SignInAsync("referrer")).OpenAsync(accepted.LinkTo("See the entry"))).Text.ShouldNotContain(old);
    }
}
