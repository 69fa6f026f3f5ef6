namespace Dsr.Tests.Referrals;

public sealed class ReferralTriageTests
{
    [Fact]
    public async Task The_team_accepts_and_the_person_is_on_the_register()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var reference = await referrer.SendReferralAsync();
        var team = await register.SignInAsync("member");

        var list = await team.OpenAsync("/referrals");
        list.Text.ShouldContain("Jo Sample");
        list.Text.ShouldContain("20 working days");
        var triage = await team.OpenAsync($"/triage/{reference}");
        triage.Text.ShouldContain("In force");
        triage.Text.ShouldContain("The placement gives notice");

        var accepted = await (await team.FillAcceptanceAsync(reference)).PressAndFollowAsync("Accept referral");
        accepted.Heading.ShouldBe("Jo Sample is on the register");
        accepted.Document.Title!.ShouldNotContain("Sample");
        accepted.Text.ShouldContain("An update is due by 19 December 2026");

        var entry = await referrer.OpenAsync(accepted.LinkTo("See the entry"));
        entry.Status.ShouldBe(200);
        (await register.RowsAsync<string>("select rating from referrals_person where first_name = 'Jo' and last_name = 'Sample'")).ShouldBe(["amber"]);
        (await register.RowsAsync<string>("select template from shared_outbox where template like 'referral-%' order by template")).ShouldBe(["referral-decided", "referral-received"]);
        (await referrer.OpenAsync("/referrals?show=decided")).Text.ShouldContain("Accepted");
    }

    [Fact]
    public async Task Acceptance_names_every_missing_answer()
    {
        await using var register = await TestRegister.StartAsync();
        var reference = await (await register.SignInAsync("referrer")).SendReferralAsync();
        var team = await register.SignInAsync("member");
        var page = await team.OpenAsync($"/triage/{reference}/accept");
        page.TypeDate("When was it agreed?", new DateOnly(2026, 12, 21)).Select("Who will be the owner?", "Select a name");
        var wrong = await page.PressAsync("Continue");
        wrong.Status.ShouldBe(422);
        wrong.Errors.ShouldBe(
        [
            "Select what rating was agreed", "Enter why this rating was agreed", "Select who it was discussed and agreed with", "Date it was agreed must be today or in the past",
            "Select who will be the owner",
        ]);
    }

    [Fact] // domain 3.3, a switch of the area that is on by default
    public async Task Rule_3_3_No_acceptance_without_a_completed_tool_even_when_posted_directly()
    {
        await using var register = await TestRegister.StartAsync();
        var reference = await (await register.SignInAsync("referrer")).SendReferralAsync();
        var team = await register.SignInAsync("member");
        var check = await team.FillAcceptanceAsync(reference);
        await register.ChangeAsync("update referrals_referral set tool_completed_at = null where reference = @reference", new { reference });

        var refused = await check.PressAsync("Accept referral");
        refused.Status.ShouldBe(422);
        refused.Heading.ShouldBe("You cannot accept this referral yet");
        refused.Text.ShouldContain("The rating tool has not been completed.");
        (await team.OpenAsync($"/triage/{reference}/accept")).Heading.ShouldBe("You cannot accept this referral yet");
        (await register.RowsAsync<string>("select state from referrals_referral where reference = @reference", new { reference })).ShouldBe(["submitted"]);
    }

    [Fact]
    public async Task Rule_3_3_An_area_whose_switch_is_off_accepts_without_a_completed_tool()
    {
        var areas = Directory.CreateTempSubdirectory("dsr-areas");
        try
        {
            var profile = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "areas", "staffordshire.json"))).Replace("\"toolRequired\": true", "\"toolRequired\": false", StringComparison.Ordinal);
            profile.ShouldContain("\"toolRequired\": false");
            await File.WriteAllTextAsync(Path.Combine(areas.FullName, "staffordshire.json"), profile);
            await using var register = await TestRegister.StartAsync(settings: new Dictionary<string, string> { ["DSR_AREAS"] = areas.FullName });
            var reference = await (await register.SignInAsync("referrer")).SendReferralAsync();
            var team = await register.SignInAsync("member");
            var check = await team.FillAcceptanceAsync(reference);
            await register.ChangeAsync("update referrals_referral set tool_completed_at = null where reference = @reference", new { reference });
            (await check.PressAsync("Accept referral")).Status.ShouldBe(303);
            (await register.RowsAsync<string>("select state from referrals_referral where reference = @reference", new { reference })).ShouldBe(["accepted"]);
        }
        finally
        {
            areas.Delete(true);
        }
    }

    [Fact]
    public async Task Nobody_is_accepted_when_authority_has_ended()
    {
        await using var register = await TestRegister.StartAsync();
        var reference = await (await register.SignInAsync("referrer")).SendReferralAsync();
        var team = await register.SignInAsync("member");
        var check = await team.FillAcceptanceAsync(reference);
        await register.ChangeAsync("update referrals_referral set authority_ends_on = '2026-11-20' where reference = @reference", new { reference });

        var refused = await check.PressAsync("Accept referral");
        refused.Status.ShouldBe(422);
        refused.Text.ShouldContain("No consent or other lawful decision is in force.");
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_the_second_is_told()
    {
        await using var register = await TestRegister.StartAsync();
        var reference = await (await register.SignInAsync("referrer")).SendReferralAsync();
        var member = await register.SignInAsync("member");
        var lead = await register.SignInAsync("lead");
        var check = await member.FillAcceptanceAsync(reference);
        var decline = await (await lead.OpenAsync($"/triage/{reference}/decline")).Choose("Not eligible").PressAsync("Continue");
        (await decline.PressAsync("Do not accept")).Status.ShouldBe(303);
        var late = await check.PressAsync("Accept referral");
        late.Status.ShouldBe(409);
        late.Heading.ShouldBe("This referral has been decided");
    }

    [Fact]
    public async Task A_referral_that_is_not_accepted_says_why_and_who_can_help()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var reference = await referrer.SendReferralAsync();
        var team = await register.SignInAsync("lead");
        (await (await team.OpenAsync($"/triage/{reference}/decline")).PressAsync("Continue")).Errors.ShouldBe(["Select why it is not accepted"]);
        var check = await (await team.OpenAsync($"/triage/{reference}/decline")).Choose("Another service is right").Choose("The GP surgery").Type("What else do you want to say?", "Call us if this changes").PressAsync("Continue");
        check.Heading.ShouldBe("Check before you decide not to accept");
        check.Text.ShouldContain("These may help: The GP surgery.");
        var done = await check.PressAndFollowAsync("Do not accept");
        done.Banner.ShouldContain("Referral not accepted.");
        var told = await referrer.OpenAsync($"/referrals/{reference}");
        told.Text.ShouldContain("Call us if this changes");
        told.Text.ShouldContain("Another service is right");
    }

    [Fact]
    public async Task Other_areas_and_professionals_do_not_find_a_referral()
    {
        await using var register = await TestRegister.StartAsync();
        var reference = await (await register.SignInAsync("referrer")).SendReferralAsync();
        var elsewhere = await register.SignInAsync("member", "sunderland");
        foreach (var page in new[] { "", "/accept", "/decline", "/accepted" }) (await elsewhere.OpenAsync($"/triage/{reference}{page}")).Status.ShouldBe(404);
        var other = await register.SignInAsync("referrer2");
        (await other.OpenAsync($"/referrals/{reference}")).Status.ShouldBe(404);
        (await other.OpenAsync($"/triage/{reference}")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_possible_match_is_shown_to_the_team_and_joins_the_referrer_when_it_is_the_same_person()
    {
        await using var register = await TestRegister.StartAsync();
        var first = await (await register.SignInAsync("referrer")).SendReferralAsync();
        var team = await register.SignInAsync("member");
        var entry = (await (await team.FillAcceptanceAsync(first)).PressAndFollowAsync("Accept referral")).LinkTo("See the entry");

        var second = await register.SignInAsync("referrer2");
        (await second.OpenAsync(entry)).Status.ShouldBe(404);
        var reference = await second.SendReferralAsync();
        (await team.OpenAsync($"/triage/{reference}/accept")).Text.ShouldContain("may be the same person");
        var triage = await team.OpenAsync($"/triage/{reference}");
        triage.Text.ShouldContain("same NHS number");
        var joined = await (await team.OpenAsync(triage.LinkTo("Decide"))).Choose("Same person").Type("How do you know?", "Same NHS number and address").PressAndFollowAsync("Continue");
        joined.Banner.ShouldContain("linked to the entry");
        (await second.OpenAsync(entry)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_match_is_told_only_to_a_referrer_who_is_linked_already()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var reference = await referrer.SendReferralAsync();
        var team = await register.SignInAsync("member");
        await (await team.FillAcceptanceAsync(reference)).PressAndFollowAsync("Accept referral");

        var known = await (await referrer.OpenAsync("/referrals/new/person")).Choose("Yes, I know it").Type("NHS number", "999 000 0018").Type("First name", "Jo").Type("Last name", "Sample")
            .TypeDate("Date of birth", new DateOnly(1996, 3, 14)).PressAsync("Continue");
        known.Status.ShouldBe(200);
        known.Heading.ShouldBe("This person may already be on the register");
        known.Text.ShouldContain("JS");
        known.Text.ShouldNotContain("Sample");
        known.LinkTo("Add an update instead").ShouldEndWith("/updates/add");
        (await known.PressAsync("It is someone else")).Status.ShouldBe(303);

        (await (await register.SignInAsync("referrer2")).StartDraftAsync()).ShouldStartWith("/referrals/draft/");
    }
}
