namespace Dsr.Tests.Referrals;

public sealed class ReferralTests
{
    [Fact]
    public async Task A_professional_refers_and_is_told_the_reference_and_the_date_of_the_decision()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        (await referrer.OpenAsync("/referrals/new")).Text.ShouldContain("The DSR team is not a crisis service.");
        var draft = await referrer.ReadyDraftAsync();

        var tasks = await referrer.OpenAsync(draft);
        tasks.Heading.ShouldBe("Make a referral for Jo Sample");
        tasks.Text.ShouldContain("14 of 14 tasks");
        var check = await referrer.OpenAsync(tasks.LinkTo("Check and send"));
        check.Heading.ShouldBe("Check your answers before you send the referral");
        check.Text.ShouldContain("ST16 3AG".ToLowerInvariant());
        var sent = await check.PressAndFollowAsync("Send referral");

        sent.Status.ShouldBe(200);
        sent.Heading.ShouldBe("Referral sent");
        sent.Text.ShouldContain("Friday 18 December 2026");
        sent.Document.Title!.ShouldNotContain("Sample");
        var mail = (await register.RowsAsync<string>("select body from shared_outbox where template = 'referral-received'")).ShouldHaveSingleItem();
        mail.ShouldNotContain("Jo");
        mail.ShouldContain("18 December 2026");
        (await register.RowsAsync<string>("select kind from referrals_inbox where referral_id is not null")).ShouldContain("referral");
    }

    [Fact]
    public async Task A_referral_without_authority_is_not_sent_and_a_page_says_what_to_do_next()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var draft = await referrer.StartDraftAsync();
        await referrer.AnswerTasksAsync(draft);
        await referrer.CompleteToolAsync(draft);

        (await referrer.OpenAsync(draft)).Text.ShouldContain("Cannot start yet");
        (await referrer.OpenAsync(draft + "/check")).Heading.ShouldBe("You cannot send this referral yet");
        var refused = await PostSendAsync(referrer, draft);
        refused.Status.ShouldBe(422);
        refused.Heading.ShouldBe("You cannot send this referral yet");
        refused.LinkTo("Record the consent or best interests decision").ShouldBe(draft + "/consent");
        (await referrer.OpenAsync("/referrals?show=drafts")).Text.ShouldContain("Jo Sample");
    }

    [Fact]
    public async Task A_referral_without_a_completed_tool_is_not_sent()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var draft = await referrer.StartDraftAsync();
        await referrer.AnswerTasksAsync(draft);
        await referrer.RecordConsentAsync(draft);

        var refused = await PostSendAsync(referrer, draft);
        refused.Status.ShouldBe(422);
        refused.Text.ShouldContain("The rating tool has not been completed.");
        refused.LinkTo("Complete the rating tool").ShouldBe(draft + "/rating");
    }

    [Fact]
    public async Task What_is_not_completed_yet_is_listed_before_sending()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var draft = await referrer.StartDraftAsync();
        await referrer.RecordConsentAsync(draft);
        await referrer.CompleteToolAsync(draft);

        var refused = await PostSendAsync(referrer, draft);
        refused.Status.ShouldBe(422);
        refused.Heading.ShouldBe("Complete every task before you send");
        refused.LinkTo("Actions you propose").ShouldBe(draft + "/actions");
    }

    [Fact]
    public async Task Wrong_answers_are_all_named_at_once_and_what_was_typed_is_kept()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");

        var empty = await (await referrer.OpenAsync("/referrals/new/person")).PressAsync("Continue");
        empty.Status.ShouldBe(422);
        empty.Errors.ShouldBe(["Select whether you know their NHS number", "Enter their first name", "Enter their last name", "Enter their date of birth"]);

        var wrong = await (await referrer.OpenAsync("/referrals/new/person")).Choose("Yes, I know it").Type("NHS number", "999 123 4567").Type("First name", "Jo").Type("Last name", "Sample")
            .TypeDate("Date of birth", "31", "2", "1996").PressAsync("Continue");
        wrong.Errors.ShouldBe(["Enter a real NHS number. Check each digit", "Date of birth must be a real date"]);
        wrong.Html.ShouldContain("999 123 4567");

        (await NumberAsync("QQ123456C")).ShouldBe(["Enter an NHS number, not a National Insurance number"]);
        (await NumberAsync("999 000 001x")).ShouldBe(["NHS number must only include numbers"]);
        (await NumberAsync("999000")).ShouldBe(["NHS number must be 10 digits"]);

        var draft = await referrer.StartDraftAsync();
        var criteria = await (await referrer.OpenAsync(draft + "/criteria")).Choose("Something else").PressAsync("Continue");
        criteria.Errors.ShouldBe(["Enter what else is true of the person", "Select the diagnosis", "Select how sure the diagnosis is"]);
        var worries = await (await referrer.OpenAsync(draft + "/worries")).Type("Why now?", "It got worse").PressAsync("Continue");
        worries.Status.ShouldBe(422);
        worries.Errors.ShouldBe(["Select whether you've completed this section"]);
        worries.Html.ShouldContain("It got worse");

        async Task<IReadOnlyList<string>> NumberAsync(string typed)
            => (await (await referrer.OpenAsync("/referrals/new/person")).Choose("Yes, I know it").Type("NHS number", typed).Type("First name", "Jo").Type("Last name", "Sample")
                .TypeDate("Date of birth", new DateOnly(1996, 3, 14)).PressAsync("Continue")).Errors;
    }

    [Fact]
    public async Task A_section_left_for_later_is_saved_as_in_progress()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var draft = await referrer.StartDraftAsync();
        await (await referrer.OpenAsync(draft + "/worries")).Type("Why now?", "It got worse").Choose("No, I'll come back later").PressAndFollowAsync("Continue");
        (await referrer.OpenAsync(draft)).Text.ShouldContain("In progress");
        (await referrer.OpenAsync(draft + "/worries")).Html.ShouldContain("It got worse");
    }

    [Fact]
    public async Task A_draft_belongs_to_who_started_it()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var draft = await referrer.StartDraftAsync();
        foreach (var other in new[] { await register.SignInAsync("referrer2"), await register.SignInAsync("member"), await register.SignInAsync("referrer", "sunderland") })
        {
            (await other.OpenAsync(draft)).Status.ShouldBe(404);
            (await other.OpenAsync(draft + "/worries")).Status.ShouldBe(404);
            (await other.OpenAsync(draft + "/check")).Status.ShouldBe(404);
        }
    }

    [Fact]
    public async Task Two_tabs_on_one_task_never_overwrite_silently()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var draft = await referrer.StartDraftAsync();
        var first = await referrer.OpenAsync(draft + "/actions");
        var second = await referrer.OpenAsync(draft + "/actions");
        (await first.Type("What should services do", "From the first tab").PressAsync("Continue")).Status.ShouldBe(303);
        var lost = await second.Type("What should services do", "From the second tab").PressAsync("Continue");
        lost.Status.ShouldBe(409);
        lost.Html.ShouldContain("From the second tab");
        (await lost.PressAsync("Continue")).Status.ShouldBe(303);
        (await referrer.OpenAsync(draft + "/actions")).Html.ShouldContain("From the second tab");
    }

    [Fact]
    public async Task Sending_twice_sends_once()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var draft = await referrer.ReadyDraftAsync();
        var check = await referrer.OpenAsync(draft + "/check");
        var first = await check.PressAsync("Send referral");
        var again = await check.PressAsync("Send referral");
        again.Status.ShouldBe(303);
        again.Location.ShouldBe(first.Location);
        (await register.RowsAsync<long>("select count(*) from shared_outbox where template = 'referral-received'")).ShouldBe([1L]);
        (await referrer.OpenAsync(draft)).Location.ShouldBe("/referrals/" + first.Location!.Split('/')[2]);
    }

    [Fact]
    public async Task Red_without_a_plan_for_tonight_is_asked_about_before_it_is_sent()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var draft = await referrer.StartDraftAsync();
        await referrer.AnswerTasksAsync(draft);
        await referrer.RecordConsentAsync(draft);
        await referrer.CompleteToolAsync(draft, "Red");
        var asked = await (await referrer.OpenAsync(draft + "/check")).PressAsync("Send referral");
        asked.Status.ShouldBe(200);
        asked.Heading.ShouldBe("Before you send this referral");
        asked.Text.ShouldContain("there is no plan for tonight");
        (await asked.PressAndFollowAsync("Send referral")).Heading.ShouldBe("Referral sent");
    }

    [Fact]
    public async Task The_demonstration_has_referrals_that_wait_one_late_and_one_in_crisis_at_the_top()
    {
        await using var register = await TestRegister.StartAsync();
        var team = await register.SignInAsync("member");
        var list = await team.OpenAsync("/referrals");
        list.Text.ShouldContain("Says may be in crisis");
        list.Text.ShouldContain("New (5)");
        list.Text.ShouldContain("working days late");
        (await team.OpenAsync(list.LinkTo("Jude Winslow"))).Text.ShouldContain("Not completed");
        (await team.OpenAsync(list.LinkTo("Kit Mallory"))).Text.ShouldContain("In force");
        (await team.OpenAsync("/referrals?show=decided-by-team")).Text.ShouldContain("Not accepted");
    }

    [Fact]
    public async Task Twenty_NHS_numbers_in_an_hour_are_enough()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        for (var body = 0; body < 20; body++) await StartAsync(body);
        var slowed = await Fill(await referrer.OpenAsync("/referrals/new/person"), 20).PressAsync("Continue");
        slowed.Status.ShouldBe(429);
        slowed.Heading.ShouldBe("You have entered too many NHS numbers");
        register.Clock.Advance(TimeSpan.FromMinutes(25));
        (await referrer.OpenAsync("/referrals")).Status.ShouldBe(200);
        register.Clock.Advance(TimeSpan.FromMinutes(25));
        (await referrer.OpenAsync("/referrals")).Status.ShouldBe(200);
        register.Clock.Advance(TimeSpan.FromMinutes(11));
        await StartAsync(21);

        async Task StartAsync(int body) => (await Fill(await referrer.OpenAsync("/referrals/new/person"), body).PressAsync("Continue")).Status.ShouldBe(303);

        static Screen Fill(Screen page, int body)
        {
            string number;
            while (!NhsNumber.TryMakeTest(800_000 + body, out number)) body += 100;
            return page.Choose("Yes, I know it").Type("NHS number", number).Type("First name", "Jo").Type("Last name", "Sample").TypeDate("Date of birth", new DateOnly(1996, 3, 14));
        }
    }

    [Fact]
    public async Task A_sender_withdraws_with_a_reason()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var reference = await referrer.SendReferralAsync();
        (await (await referrer.OpenAsync($"/referrals/{reference}/withdraw")).PressAsync("Withdraw referral")).Errors.ShouldBe(["Enter why you are withdrawing the referral"]);
        var withdrawn = await (await referrer.OpenAsync($"/referrals/{reference}/withdraw")).Type("Why are you withdrawing it?", "Moved away").PressAndFollowAsync("Withdraw referral");
        withdrawn.Banner.ShouldContain("Referral withdrawn.");
        var team = await register.SignInAsync("member");
        (await team.OpenAsync($"/triage/{reference}")).Text.ShouldContain("Withdrawn");
        (await team.OpenAsync($"/triage/{reference}/accept")).Heading.ShouldBe("This referral has been decided");
    }

    [Fact]
    public async Task Consent_withdrawn_takes_what_a_referral_says_from_its_senders_sight()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var reference = await referrer.SendReferralAsync();
        (await referrer.OpenAsync("/referrals/" + reference)).Heading.ShouldBe("Referral of Jo Sample");
        register.Clock.MoveTo(new DateOnly(2027, 11, 20));
        referrer = await register.SignInAsync("referrer");
        var after = await referrer.OpenAsync("/referrals/" + reference);
        after.Heading.ShouldBe("Referral");
        after.Html.ShouldNotContain("Sample");
        (await referrer.OpenAsync("/referrals?show=sent")).Html.ShouldNotContain("Sample");
    }

    private static async Task<Screen> PostSendAsync(Visitor referrer, string draft)
    {
        var tasks = await referrer.OpenAsync(draft + "/actions");
        var token = tasks.Find("form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await referrer.PostAsync(draft + "/check", [new("__RequestVerificationToken", token), new("_key", Guid.NewGuid().ToString("N")), new("Version", "1")]);
    }
}
