using Dsr.Referrals;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Referrals;

/// <summary>Nottinghamshire and Sunderland: "0-25 on the DSR can be referred to the Key Working Service"; Northamptonshire: "keyworker (Barnardo's) or peer support (En-fold)"; domain 1.4 and 1.9.</summary>
public sealed class KeyworkingTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly Area Northamptonshire = AreaTests.Shipped["northamptonshire"];

    private static readonly KeyworkingFacts Eligible = new(Today.AddYears(-17), Today, true, Today.AddDays(1), false, "amber", [], null);

    [Theory]
    [InlineData("2000-11-22", true, "Their age is 25 years. Keyworking and peer support are for people aged 0 to 25")]
    [InlineData("2000-11-21", false, "Their age is 26 years. Keyworking and peer support are for people aged 0 to 25")]
    [InlineData("2026-11-21", true, "Their age is under 1 month. Keyworking and peer support are for people aged 0 to 25")]
    [InlineData(null, false, "Their date of birth is not known. Keyworking and peer support are for people aged 0 to 25")]
    public void Somebody_is_of_age_up_to_the_day_before_the_26th_birthday(string? born, bool met, string words)
    {
        var reasons = KeyworkingRules.Reasons(Eligible with { BornOn = born is null ? null : DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture) }, Northamptonshire);
        (reasons[0].Met, reasons[0].Words).ShouldBe((met, words));
        KeyworkingRules.Allow(reasons).ShouldBe(met);
    }

    [Fact]
    public void Every_reason_against_is_said_and_each_alone_keeps_somebody_from_being_referred()
    {
        KeyworkingRules.Allow(KeyworkingRules.Reasons(Eligible, Northamptonshire)).ShouldBeTrue();
        foreach (var (facts, words) in new[]
        {
            (Eligible with { OnRegister = false }, "They are not on the register"),
            (Eligible with { AuthorityEndsOn = Today.AddDays(-1) }, "No consent or best interests decision is in force"),
            (Eligible with { AuthorityEndsOn = null }, "No consent or best interests decision is in force"),
            (Eligible with { Withdrawn = true }, "No consent or best interests decision is in force"),
            (Eligible with { Open = ["Barnardo's keyworker", "En-fold peer support"] }, "They are referred already to Barnardo's keyworker and En-fold peer support"),
        })
        {
            var reasons = KeyworkingRules.Reasons(facts, Northamptonshire);
            KeyworkingRules.Allow(reasons).ShouldBeFalse();
            reasons.Where(reason => reason.Bars && !reason.Met).Select(reason => reason.Words).ShouldBe([words]);
        }
        // its last day counts; a rating and a keyworker whom somebody named are told, and bar nobody
        KeyworkingRules.Allow(KeyworkingRules.Reasons(Eligible with { AuthorityEndsOn = Today }, Northamptonshire)).ShouldBeTrue();
        var green = KeyworkingRules.Reasons(Eligible with { Rating = "green", Known = "Robin Made-Up" }, Northamptonshire);
        KeyworkingRules.Allow(green).ShouldBeTrue();
        green.Select(reason => reason.Words).ShouldContain("Robin Made-Up is their keyworker already");
        KeyworkingRules.Left(Eligible with { Open = ["Barnardo's keyworker"] }, Northamptonshire).Select(service => service.Name).ShouldBe(["En-fold peer support"]);
    }

    [Theory]
    [InlineData("2000-11-22", "2026-11-21")]
    [InlineData("2000-02-29", "2026-02-28")]
    [InlineData("2004-02-29", "2030-02-28")]
    [InlineData("2010-01-01", "2035-12-31")]
    public void It_ends_the_day_before_the_birthday_and_what_comes_after_is_asked_for_90_days_earlier(string born, string last)
    {
        var (bornOn, lastDay) = (DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        KeyworkingRules.LastDay(bornOn, Northamptonshire).ShouldBe(lastDay);
        KeyworkingRules.IsOfAge(bornOn, lastDay, Northamptonshire).ShouldBeTrue();
        KeyworkingRules.IsOfAge(bornOn, lastDay.AddDays(1), Northamptonshire).ShouldBeFalse();
        KeyworkingRules.EndsSoon(bornOn, lastDay.AddDays(-91), Northamptonshire).ShouldBeFalse();
        KeyworkingRules.EndsSoon(bornOn, lastDay.AddDays(-90), Northamptonshire).ShouldBeTrue();
    }

    [Fact]
    public void What_is_over_stays_over_and_a_keyworker_hands_over_to_another()
    {
        KeyworkingState.Next("declined").ShouldBeEmpty();
        KeyworkingState.Next("ended").ShouldBeEmpty();
        KeyworkingState.Next("allocated").ShouldBe(["allocated", "ended"]);
        KeyworkingState.Next("waiting").ShouldNotContain("accepted");
        foreach (var state in KeyworkingState.All) KeyworkingState.IsOpen(state.Key).ShouldBe(KeyworkingState.Next(state.Key).Count > 0);
    }

    [Fact]
    public async Task Staffordshire_a_young_person_is_referred_with_agreement_and_the_service_answers_on_the_record()
    {
        await using var register = await TestRegister.StartAsync();
        var (referrer, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        var (person, name) = await RemovalTests.OwnAsync(register, "amber");
        await register.ChangeAsync("update referrals_person set born_on = '2000-11-21' where reference = @person", new { person });
        (await referrer.OpenAsync($"/people/{person}/keyworking")).Text.ShouldContain("They cannot be referred now");
        (await referrer.OpenAsync($"/people/{person}/keyworking/refer")).Text.ShouldContain("Their age is 26 years");
        (await referrer.OpenAsync($"/people/{person}")).Text.ShouldNotContain("Keyworking and peer support");

        await register.ChangeAsync("update referrals_person set born_on = '2001-01-10' where reference = @person", new { person });
        (await member.OpenAsync("/keyworking")).Text.ShouldContain(name);
        var refer = await referrer.OpenAsync((await referrer.OpenAsync($"/people/{person}")).LinkTo("Refer them, or see why not") + "/refer");
        (await refer.Choose("No, or not asked yet").PressAsync("Refer them")).Errors.ShouldBe(
            ["Select which service", "Enter why it would help", "Select who agreed to this referral", "Enter the date it was agreed", "Talk with them first: nothing is shared with a service without their agreement"]);
        refer.Html.ShouldNotContain("A person with parental responsibility agreed");
        refer = await referrer.OpenAsync(refer.Path);
        Filled(refer).TypeDate("When was it agreed?", new DateOnly(2000, 1, 1));
        (await refer.PressAsync("Refer them")).Errors.ShouldBe(["Date it was agreed must be the same as or after their date of birth, 10 January 2001"]);
        refer = await referrer.OpenAsync(refer.Path);
        var shown = await Filled(refer).TypeDate("When was it agreed?", Today).PressAndFollowAsync("Refer them");
        shown.Banner.ShouldBe("Referred. The people of the service have been told by email, and can open the record.");
        shown.Text.ShouldContain("They are referred already to Keyworker team");
        (await referrer.OpenAsync($"/people/{person}/updates?kind=keyworking")).Text.ShouldContain("Referred to Keyworker team");
        (await member.OpenAsync("/inbox?show=requests")).Text.ShouldContain("Referred to Keyworker team");
        (await member.OpenAsync("/keyworking")).Text.ShouldNotContain(name);
        (await member.OpenAsync("/keyworking?show=referred")).Text.ShouldContain(name);
        // the service's people see the record while the referral is open
        (await LinksAsync(register, person)).ShouldBe([null]);

        var change = await referrer.OpenAsync(shown.LinkTo("Record what has happened"));
        var late = await referrer.OpenAsync(change.Path);
        (await change.Choose("A keyworker is allocated").PressAsync("Save")).Errors.ShouldBe(["Enter their name", "Enter their organisation", "Enter the date"]);
        change = await referrer.OpenAsync(change.Path);
        shown = await change.Choose("A keyworker is allocated").Type("Keyworker's name", "Robin Made-Up").Type("Organisation", "LD&A Keyworker Team").TypeDate("When was that?", Today).Choose("The person").PressAndFollowAsync("Save");
        shown.Text.ShouldContain("Robin Made-Up is their keyworker already");
        (await late.Choose("They are on the waiting list").TypeDate("When was that?", Today).PressAsync("Save")).Status.ShouldBe(409);
        (await referrer.OpenAsync($"/people/{person}/network")).Text.ShouldContain("Robin Made-Up");
        (await referrer.OpenAsync($"/people/{person}")).Text.ShouldContain("since 21 November 2026, Robin Made-Up");

        // 26 on 10 January 2027: the last day is the 9th, and 90 days before it have begun
        (await register.RunJobAsync("notice-keyworking-ends")).Done.ShouldBe(1);
        (await register.RunJobAsync("notice-keyworking-ends")).Done.ShouldBe(0);
        (await member.OpenAsync("/inbox?show=requests")).Text.ShouldContain("Keyworker team ends on 9 January 2027: plan what comes after");
        var mail = (await register.RowsAsync<Sent>("select to_address, subject || body as words from shared_outbox where template = 'keyworking-ends'")).Single();
        mail.ToAddress.ShouldBe("referrer@staffordshire.example.com");
        foreach (var part in name.Split(' ')) mail.Words.ShouldNotContain(part);
        (await member.OpenAsync("/keyworking?show=allocated")).Text.ShouldContain("Plan what comes after");

        change = await member.OpenAsync((await member.OpenAsync($"/people/{person}/keyworking")).LinkTo("Record what has happened"));
        change.Html.ShouldNotContain("The service has declined the referral");
        await change.Choose("It has ended").Type("Why has it ended, and what comes after?", "Adult services took over.").TypeDate("When was that?", Today).PressAndFollowAsync("Save");
        (await LinksAsync(register, person)).ShouldBe(["2026-11-20"]);
        (await referrer.OpenAsync($"/people/{person}/network")).Text.ShouldNotContain("Robin Made-Up");
        (await member.OpenAsync("/keyworking?show=ended")).Text.ShouldContain(name);
        (await member.OpenAsync("/keyworking")).Text.ShouldContain(name);
        (await referrer.OpenAsync("/keyworking")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_child_is_asked_too_and_keyworking_stops_when_they_leave_the_register()
    {
        await using var register = await TestRegister.StartAsync();
        var (referrer, member) = (await register.SignInAsync("referrer"), await register.SignInAsync("member"));
        var (person, name) = await RemovalTests.OwnAsync(register, "red");
        await register.ChangeAsync("update referrals_person set born_on = '2015-03-04' where reference = @person", new { person });

        var refer = await referrer.OpenAsync($"/people/{person}/keyworking/refer");
        refer.Choose("Keyworker team").Type("Why would it help?", "The family needs somebody.").Choose("A person with parental responsibility agreed").TypeDate("When was it agreed?", Today).Choose("Yes", "Have they agreed").Type("What may be shared?", "Name and phone");
        var child = await refer.PressAsync("Refer them");
        child.Errors.Single().ShouldStartWith("Enter what ");
        await child.Type("Refer.Said", "Only if she likes dogs.").PressAndFollowAsync("Refer them");
        (await member.OpenAsync($"/people/{person}/keyworking")).Text.ShouldContain("Only if she likes dogs.");
        await register.ChangeAsync(
            """
            insert into rating_follow (change_id, place, kind, words, wanted)
            select change_id, 99, 'keyworker', 'Keyworker referral, if not already known', 1
            from rating_person
            where id = (select id from referrals_person where reference = @person)
            """, new { person });
        (await member.OpenAsync($"/people/{person}/ratings")).LinkTo("Refer them, or see where it stands").ShouldBe($"/people/{person}/keyworking");

        await (await referrer.OpenAsync($"/people/{person}/death")).TypeDate("When did they die?", Today).Type("Who told you?", "The hospital").PressAndFollowAsync("Record the death");
        (await member.OpenAsync("/keyworking?show=referred")).Text.ShouldNotContain(name);
        var stub = await member.OpenAsync($"/people/{person}/keyworking");
        stub.Text.ShouldContain("Stopped when they left the register");
        stub.All("main button, main .nhsuk-button").ShouldBeEmpty();
        register.Clock.MoveTo(new DateOnly(2040, 12, 20));
        (await register.RunJobAsync("notice-keyworking-ends")).Done.ShouldBe(0);
    }

    /// <summary>Somebody of 20 is referred to the area's keyworkers.</summary>
    internal static async Task ReferAsync(TestRegister register, Visitor visitor, string person)
    {
        await register.ChangeAsync("update referrals_person set born_on = '2006-05-04' where reference = @person", new { person });
        await Filled(await visitor.OpenAsync($"/people/{person}/keyworking/refer")).TypeDate("When was it agreed?", Today).PressAndFollowAsync("Refer them");
    }

    private static Screen Filled(Screen refer)
        => refer.Choose("Keyworker team").Type("Why would it help?", "Somebody beside the family.").Choose("The person agreed").Choose("Yes", "Have they agreed").Type("What may be shared?", "Name and phone");

    private static Task<IReadOnlyList<string?>> LinksAsync(TestRegister register, string person)
        => register.RowsAsync<string?>(
            """
            select l.ends_on
            from referrals_link as l
            join referrals_organisation as o on o.organisation_id = l.organisation_id
            join referrals_person as p on p.id = l.person_id
            where p.reference = @person
            and l.user_id is null
            and o.name = 'LD&A Keyworker Team'
            """, new { person });

    private sealed record Sent(string ToAddress, string Words);
}
