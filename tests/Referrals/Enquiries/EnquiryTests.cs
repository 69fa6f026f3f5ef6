using Dsr.Referrals;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Referrals;

/// <summary>Nottinghamshire: "Enquiries, Feedback and Complaints"; Staffordshire: training by e-mail with the subject Training, and people with experience for videos; South Yorkshire: review workshops.</summary>
public sealed class EnquiryTests
{
    [Fact]
    public void What_looks_like_a_program_is_told_by_its_box_its_haste_its_links_and_its_number()
    {
        SelfSpam.Reasons(false, TimeSpan.FromSeconds(3), ["See http://one.example.com and http://two.example.com"], false).ShouldBeEmpty();
        SelfSpam.Reasons(true, TimeSpan.FromMinutes(1), [], false).ShouldBe(["A box was filled in that no person sees"]);
        SelfSpam.Reasons(false, TimeSpan.FromSeconds(2.9), [], false).ShouldBe(["It was filled in faster than a person can"]);
        SelfSpam.Reasons(false, TimeSpan.FromMinutes(1), ["http://a https://b", "http://c"], false).ShouldBe(["It holds several web addresses"]);
        SelfSpam.Reasons(false, TimeSpan.FromMinutes(1), [], true).ShouldBe(["Many were sent today"]);
    }

    [Fact]
    public void Every_area_says_by_when_each_kind_is_answered_and_how_people_can_help()
    {
        foreach (var area in AreaTests.Shipped.All)
        {
            foreach (var (kind, _, _) in Enquiry.Kinds) EnquiryRules.Of(area).Clock(kind).ShouldNotBeNull();
            EnquiryRules.Of(area).WaysToHelp.ShouldNotBeEmpty();
        }
        EnquiryRules.Of(AreaTests.Shipped["staffordshire"]).WaysToHelp.ShouldContain("Take part in videos about the register");
        EnquiryRules.Of(AreaTests.Shipped["south-yorkshire"]).WaysToHelp.ShouldContain("Join a workshop that reviews the rating tool");
    }

    [Fact]
    public async Task Nottinghamshire_a_complaint_reaches_the_team_with_its_clocks_and_is_answered()
    {
        await using var register = await TestRegister.StartAsync();
        var visitor = register.Visitor();
        var contact = await visitor.OpenAsync("/contact?area=nottinghamshire");
        var form = await visitor.OpenAsync(contact.LinkTo("Make a complaint"));
        form.Text.ShouldContain("nnicb-nn.patientexperience@nhs.net");
        form.Text.ShouldContain("A complaint will not change the care you get now.");
        (await form.Choose("Someone else").Choose("Email").PressAsync("Send complaint")).Errors.ShouldBe(
            ["Enter what went wrong", "Enter their name", "Select whether they agree that you complain for them", "Enter your name", "Enter an email address in the correct format, like name@example.com"]);
        form = await visitor.OpenAsync("/complaints");
        register.Clock.Advance(TimeSpan.FromMinutes(2));
        var sent = await form.Type("What went wrong?", "Nobody rang us.\nTwice.").Choose("Someone else").Type("What is their name?", "Lou Tarrant").Choose("They cannot decide").Type("Your name", "Ash Tarrant")
            .Choose("Phone").Type("Phone number", "01632 960 001").PressAndFollowAsync("Send complaint");
        sent.Heading.ShouldBe("We have what you sent");
        // sent on a Saturday: 3 working days, and 40 with Christmas and New Year between
        sent.Text.ShouldContain("We tell you that we are looking into it by Wednesday 25 November 2026");
        sent.Text.ShouldContain("We answer you by Wednesday 20 January 2027");
        sent.Html.ShouldNotContain("Tarrant");
        var reference = sent.Find(".nhsuk-panel strong")!.TextContent;

        var mail = await register.RowsAsync<Sent>("select to_address, subject || body as words from shared_outbox where template = 'enquiry-received' order by to_address");
        mail.Select(each => each.ToAddress).ShouldBe(["lead@nottinghamshire.example.com", "member@nottinghamshire.example.com"]);
        mail.ShouldAllBe(each => !each.Words.Contains("Tarrant", StringComparison.Ordinal) && !each.Words.Contains("rang", StringComparison.Ordinal) && !each.Words.Contains(reference, StringComparison.Ordinal));
        var team = await register.SignInAsync("member", "nottinghamshire");
        (await team.OpenAsync("/inbox?show=requests")).Text.ShouldContain("Complaint sent: answer by 20 January 2027");
        var one = await team.OpenAsync((await team.OpenAsync("/enquiries?kind=complaint")).LinkTo(reference));
        // the demonstration's complaint is acknowledged by the 25th too; its question is answered by the 27th
        (await team.OpenAsync("/enquiries")).All("tbody a").Select(row => row.TextContent).ToList().IndexOf(reference).ShouldBe(1);
        one.Text.ShouldContain("Nobody rang us.");
        one.Text.ShouldContain("Lou Tarrant. They cannot decide this for themselves");
        one.Text.ShouldContain("Pass it on by your own secure mail");
        (await (await register.SignInAsync("member")).OpenAsync(one.Path)).Status.ShouldBe(404);
        (await (await register.SignInAsync("referrer", "nottinghamshire")).OpenAsync("/enquiries")).Status.ShouldBe(403);

        register.Clock.MoveTo(new DateOnly(2026, 11, 26));
        team = await register.SignInAsync("member", "nottinghamshire");
        one = await team.OpenAsync(one.Path);
        one.Text.ShouldContain("Late");
        var old = await team.OpenAsync(one.Path);
        (await one.Choose("I have told them that we have it").PressAndFollowAsync("Save")).Text.ShouldContain("Done on 26 November 2026");
        (await old.Choose("I am dealing with it").PressAsync("Save")).Status.ShouldBe(409);
        one = await team.OpenAsync(one.Path);
        (await one.Choose("I have answered them").PressAsync("Save")).Errors.ShouldBe(["Enter what you told them"]);
        one = await team.OpenAsync(one.Path);
        await one.Choose("I have answered them").Type("What did you tell them?", "We are sorry, and ring after every meeting now.").PressAndFollowAsync("Save");
        (await team.OpenAsync("/enquiries?kind=complaint")).Text.ShouldNotContain(reference);
        (await team.OpenAsync("/enquiries?show=done")).Text.ShouldContain(reference);
        (await team.OpenAsync(one.Path)).Text.ShouldContain("We are sorry, and ring after every meeting now.");
    }

    [Fact]
    public async Task Easy_read_feedback_needs_no_name_and_an_offer_to_help_needs_an_answer()
    {
        await using var register = await TestRegister.StartAsync();
        var visitor = register.Visitor();
        var form = await visitor.OpenAsync("/easy/feedback?area=south-yorkshire");
        form.Text.ShouldContain("Draft easy read");
        register.Clock.Advance(TimeSpan.FromMinutes(2));
        var sent = await form.Choose("Tell you what I think").Type("What do you think?", "It is good.").Choose("You do not need to answer me").PressAndFollowAsync("Send");
        sent.Path.ShouldStartWith("/easy/sent/");
        sent.Text.ShouldContain("You asked for no answer.");

        form = await visitor.OpenAsync("/feedback");
        (await form.Choose("Help make the register better").Choose("I do not need an answer").PressAsync("Send")).Errors.ShouldBe(["Select how you would like to help", "Enter your name", "Select how we should answer you"]);
        form = await visitor.OpenAsync("/feedback");
        register.Clock.Advance(TimeSpan.FromMinutes(2));
        await form.Choose("Help make the register better").Choose("Join a workshop").Type("Your name", "Ash Tarrant").Choose("Email").Type("Email address", "ash@example.com").PressAndFollowAsync("Send");
        var team = await register.SignInAsync("member", "south-yorkshire");
        var help = await team.OpenAsync((await team.OpenAsync("/enquiries?kind=involvement")).All("tbody a")[1].GetAttribute("href")!);
        help.Text.ShouldContain("Join a workshop that reviews the rating tool");
        help.Text.ShouldContain("By email: ash@example.com");
    }

    [Fact]
    public async Task What_looks_like_a_program_is_held_back_answered_the_same_and_so_many_an_hour_are_enough()
    {
        await using var register = await TestRegister.StartAsync();
        var visitor = register.Visitor();
        async Task<Screen> AskAsync(Action<Screen> change)
        {
            var form = await visitor.OpenAsync("/contact/question?area=sunderland");
            register.Clock.Advance(TimeSpan.FromSeconds(5));
            form.Type("What do you want to know?", "When do you meet?").Type("Your name", "Ash Tarrant").Choose("Email").Type("Email address", "ash@example.com");
            change(form);
            return await form.PressAsync("Send question");
        }

        var mails = await register.RowsAsync<long>("select count(*) from shared_outbox");
        var trapped = await visitor.FollowAsync((await AskAsync(form => form.Type("Self.Website", "x"))).Location!);
        trapped.Heading.ShouldBe("We have what you sent");
        (await AskAsync(form => form.Type("Shown", "forged"))).Status.ShouldBe(303);
        (await AskAsync(form => form.Type("Shown", ""))).Status.ShouldBe(303);
        (await register.RowsAsync<long>("select count(*) from shared_outbox")).ShouldBe(mails);
        for (var more = 0; more < 7; more++) (await AskAsync(_ => { })).Status.ShouldBe(303);
        var eleventh = await AskAsync(_ => { });
        (eleventh.Status, eleventh.Text.Contains("Try again in an hour", StringComparison.Ordinal)).ShouldBe((429, true));

        var team = await register.SignInAsync("member", "sunderland");
        (await team.OpenAsync("/enquiries?show=held")).All("tbody tr").Count.ShouldBe(3 + 1);
        var held = await team.OpenAsync((await team.OpenAsync("/enquiries?show=held&kind=question")).All("tbody a")[0].GetAttribute("href")!);
        held.Text.ShouldContain("A box was filled in that no person sees");
        (await held.Choose("From a person: release it").PressAndFollowAsync("Save")).Text.ShouldContain("I am dealing with it");
        held = await team.OpenAsync((await team.OpenAsync("/enquiries?show=held&kind=question")).All("tbody a")[0].GetAttribute("href")!);
        (await held.Choose("Not from a person: put it away").PressAsync("Save")).Errors.ShouldBe(["Enter why it is not from a person"]);
        held = await team.OpenAsync(held.Path);
        await held.Choose("Not from a person: put it away").Type("Why is it not from a person?", "Advertising").PressAndFollowAsync("Save");
        (await team.OpenAsync(held.Path)).Status.ShouldBe(404);
        register.Clock.Advance(TimeSpan.FromDays(31));
        (await register.RunJobAsync("forget-enquiries")).Done.ShouldBe(1);
    }

    [Fact]
    public async Task Staffordshire_training_is_asked_for_and_who_was_trained_is_kept()
    {
        await using var register = await TestRegister.StartAsync();
        var professional = await register.SignInAsync("referrer");
        var ask = await professional.OpenAsync((await professional.OpenAsync("/requests/training")).LinkTo("Ask for training"));
        (await ask.Type("How many people would come?", "none").PressAsync("Ask for training")).Errors.ShouldBe(["Enter how many people would come, from 1 to 500"]);
        ask = await professional.OpenAsync(ask.Path);
        (await ask.Type("How many people would come?", "2").PressAndFollowAsync("Ask for training")).Text.ShouldContain("We answer you by");
        var mine = await professional.OpenAsync("/requests/training");
        mine.All("tbody tr").Count.ShouldBe(1);
        mine.All("tbody a").ShouldBeEmpty();

        var team = await register.SignInAsync("member");
        var rows = (await team.OpenAsync("/requests/training")).All("tbody a");
        rows.Count.ShouldBe(2);
        var one = await team.OpenAsync(rows[1].GetAttribute("href")!);
        (await one.Choose("They have been trained").PressAsync("Save")).Errors.ShouldBe(["Enter who was trained", "Enter the date of the training"]);
        one = await team.OpenAsync(one.Path);
        await one.Choose("They have been trained").Type("Who was trained?", "Ash Penrose\n\nKit Hollis").TypeDate("When was the training?", new DateOnly(2026, 11, 20)).PressAndFollowAsync("Save");
        (await team.OpenAsync("/requests/training?trained=true")).All("tbody th").Select(name => name.TextContent).ShouldBe(["Kit Hollis", "Ash Penrose"]);
        (await professional.OpenAsync("/requests/training?trained=true")).Text.ShouldNotContain("Kit Hollis");
        (await professional.OpenAsync("/requests/training")).Text.ShouldContain("Answered");

        // anybody who works here may ask; an area without training requests says whom to ask
        (await register.Visitor().OpenAsync("/professional?area=staffordshire")).LinkTo("Ask for training").ShouldBe("/professional/training");
        (await register.Visitor().OpenAsync("/professional/training?area=sunderland")).Text.ShouldContain("You cannot do this on this website in your area.");
    }

    private sealed record Sent(string ToAddress, string Words);
}
