namespace Dsr.Tests.Referrals.SelfReferral;

public sealed class SelfReferralTests
{
    /// <summary>Seeds 001, 003, 004: "To refer yourself"; the team then completes what only it can (a lawful decision, the tool) and accepts.</summary>
    [Fact]
    public async Task A_person_refers_themself_without_an_account_and_the_team_completes_it_and_accepts()
    {
        await using var register = await TestRegister.StartAsync();
        var person = new SelfReferralSteps(register.Visitor(), register, "staffordshire");
        person.Answers["Are you or they safe right now?"] = page => page.Choose("I am not sure");
        var check = await person.UntilAsync(await person.StartAsync(), "Check your answers");
        person.Asked.ShouldContain("Get help now");
        person.Asked.ShouldContain("What we share, with whom and why");
        check.Text.ShouldContain("999 000 0018");
        check.Text.ShouldContain("My brother must not know");

        // a change leads back to the check
        var changed = await (await person.Visitor.OpenAsync(check.LinkTo("Change liked name"))).Type("What do you like to be called?", "Ashie").PressAndFollowAsync("Continue");
        changed.Heading.ShouldBe("Check your answers");
        var sent = await changed.PressAndFollowAsync("Send");
        sent.Heading.ShouldBe("We have your referral");
        sent.Text.ShouldContain("A person from the team will contact you by Friday 27 November 2026.");
        sent.Text.ShouldContain("Call 999 or go to A&E now if:");
        var reference = SelfReferralSteps.Reference(sent);
        (await person.Visitor.OpenAsync(check.Path)).Heading.ShouldBe("You already sent this");

        var team = await register.SignInAsync("member");
        var list = await team.OpenAsync("/referrals");
        list.Find(".nhsuk-card--warning")!.TextContent.ShouldContain("Ash Tarrant");
        var triage = await team.OpenAsync($"/triage/{reference}");
        foreach (var words in new[] { "Says may be in crisis", "01632 960 001", "It is not safe to leave a message", "Best times: after 3pm", "The person says that they agree.", "An interpreter", "My support worker left", "Jo Reed, Nurse", "Somebody to talk to" }) triage.Text.ShouldContain(words);
        (await team.OpenAsync($"/triage/{reference}/accept")).Heading.ShouldBe("You cannot accept this referral yet");

        await team.SeeToCrisisAsync($"/triage/{reference}");
        triage = await team.OpenAsync($"/triage/{reference}");
        var draft = triage.LinkTo("Record the consent")[..^"/consent".Length];
        await team.RecordConsentAsync(draft);
        await team.CompleteToolAsync(draft);
        (await team.FollowAsync(draft)).Path.ShouldBe($"/triage/{reference}");
        var accept = (await team.OpenAsync($"/triage/{reference}/accept")).Choose("Amber").Type("Why this rating?", "Not safe at home").Choose("Ash").TypeDate("When was it agreed?", new DateOnly(2026, 11, 21));
        var owner = accept.All("select option").Select(option => option.TextContent.Trim()).First(option => option.Length > 0 && option != "Select a name");
        var accepted = await (await accept.Select("Who will be the owner?", owner).PressAsync("Continue")).PressAndFollowAsync("Accept referral");
        accepted.Heading.ShouldBe("Ash Tarrant is on the register");
        (await register.RowsAsync<string>("select preferred_name || ' ' || nhs_number || ' ' || postcode || ' ' || diagnosis from referrals_person where last_name = 'Tarrant'")).ShouldBe(["Ashie 9990000018 ST16 3AG autism"]);
    }

    /// <summary>Seed 002: "You can make a self-referral to the DSR but you will need help from a health or social care representative." Seed 001: "Someone under 16".</summary>
    [Fact]
    public async Task A_parent_in_an_area_that_needs_a_helper_is_helped_to_find_one_and_the_child_is_asked_too()
    {
        await using var register = await TestRegister.StartAsync();
        var parent = new SelfReferralSteps(register.Visitor(), register, "nottinghamshire");
        parent.Answers["Who are you referring?"] = page => page.Choose("My child");
        var sent = await parent.SendAsync();
        sent.Text.ShouldContain("We will help you find a health or social care worker");
        parent.Asked.ShouldContain("Do you agree that your child is on the DSR?");
        parent.Asked.ShouldContain("The DSR may not be right");

        var triage = await (await register.SignInAsync("member", "nottinghamshire")).OpenAsync($"/triage/{SelfReferralSteps.Reference(sent)}");
        triage.Text.ShouldContain("Morgan Fell, parent or guardian");
        triage.Text.ShouldContain("Needs a helper");
        triage.Text.ShouldContain("What the child thinks: She wants help");
        (await register.RowsAsync<string>("select route || ' ' || started_by_signature from referrals_referral where reference = @reference", new { reference = SelfReferralSteps.Reference(sent) })).ShouldBe(["parent Morgan Fell, parent or guardian"]);
        (await register.RowsAsync<string>("select title from referrals_inbox where who = 'Morgan Fell, parent or guardian'")).ShouldBe(["Self-referral: needs a helper"]);
    }

    /// <summary>Seed 004: "registering yourself or some you care for". A carer's yes is not an adult's.</summary>
    [Fact]
    public async Task A_carer_says_how_the_adult_can_be_asked_and_is_not_asked_to_agree_for_them()
    {
        await using var register = await TestRegister.StartAsync();
        var carer = new SelfReferralSteps(register.Visitor(), register, "sunderland");
        carer.Answers["Who are you referring?"] = page => page.Choose("Someone I care for");
        carer.Answers["What is their date of birth?"] = page => page.TypeDate("What is their date of birth?", new DateOnly(1980, 1, 2));
        var asked = await carer.UntilAsync(await carer.StartAsync(), "Have they said yes?");
        asked.Text.ShouldContain("Your yes is not theirs.");
        carer.Asked.ShouldNotContain("Is a health or social care worker helping you with this?");
        var sent = await (await carer.UntilAsync(asked, "Check your answers")).PressAndFollowAsync("Send");
        sent.Text.ShouldContain("We will ask the person ourselves");
        sent.Text.ShouldContain("0303 123 1145");
        sent.Text.ShouldContain("within 2 working days of the meeting");
    }

    /// <summary>ui.md 6.3: the whole self-referral exists in easy read, with the same questions and the same draft.</summary>
    [Fact]
    public async Task Each_question_leads_to_the_same_question_in_easy_read_and_back()
    {
        await using var register = await TestRegister.StartAsync();
        var person = new SelfReferralSteps(register.Visitor(), register, "staffordshire");
        for (var page = await person.StartAsync(); page.Heading != "Check your answers"; page = await person.AnswerAsync(page))
        {
            var easy = await person.Visitor.OpenAsync(page.LinkTo("Read this in easy read"));
            (easy.Status, easy.Find(".dsr-easy-read") is not null).ShouldBe((200, true), page.Path);
            easy.All("main form [name^='Self.']:not([type=radio]):not([type=checkbox])").Count.ShouldBeLessThanOrEqualTo(page.Heading.Contains("date of birth", StringComparison.Ordinal) ? 3 : 1, easy.Path);
            (await person.Visitor.OpenAsync(easy.LinkTo("Read this without easy read"))).Heading.ShouldBe(page.Heading);
        }
    }

    [Fact]
    public async Task Every_error_of_a_question_is_told_what_was_typed_is_kept_and_what_is_open_is_listed_before_sending()
    {
        await using var register = await TestRegister.StartAsync();
        var person = new SelfReferralSteps(register.Visitor(), register, "staffordshire");
        var page = await person.UntilAsync(await person.StartAsync(), "What is your name?");
        var wrong = await page.Type("First name", " ").Type("Last name", new string('x', 101)).PressAsync("Continue");
        wrong.Status.ShouldBe(422);
        wrong.Errors.ShouldBe(["Enter your first name", "Last name must be 100 characters or less"]);
        wrong.Find("[name='Self.Text[last-name]']")!.GetAttribute("value").ShouldBe(new string('x', 101));

        var start = page.Path.Replace("/name", "/", StringComparison.Ordinal);
        (await (await person.Visitor.OpenAsync(start + "born")).TypeDate("What is your date of birth?", "31", "2", "2001").PressAsync("Continue")).Errors.ShouldBe(["Date of birth must be a real date"]);
        (await (await person.Visitor.OpenAsync(start + "nhs")).Choose("Yes").Type("NHS number", "999 123 4567").PressAsync("Continue")).Errors.ShouldBe(["Enter a real NHS number. Check each digit"]);
        (await (await person.Visitor.OpenAsync(start + "contact")).Choose("Email").Type("Email address", "a@b.c,d@e.f").PressAsync("Continue")).Errors.ShouldBe(["Enter an email address in the correct format, like name@example.com"]);
        (await (await person.Visitor.OpenAsync(start + "true")).PressAsync("Continue")).Errors.ShouldBe(["Select what is true, or select \"None of these\""]);

        var check = await person.Visitor.OpenAsync(start + "check");
        check.Heading.ShouldBe("Some questions are not answered");
        check.All("main li a").Select(link => link.TextContent).ShouldContain("What is your date of birth?");
        check.All("main button").Select(button => button.TextContent.Trim()).ShouldNotContain("Send");
        // nobody else's browser has the draft
        (await register.Visitor().OpenAsync(start + "check")).Status.ShouldBe(404);
        (await person.Visitor.OpenAsync("/self-referral/leave")).Status.ShouldBe(302);
        (await person.Visitor.OpenAsync(start + "check")).Status.ShouldBe(404);
    }
}
