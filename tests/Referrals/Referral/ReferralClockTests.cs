using Dsr.Referrals;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Referrals;

/// <summary>The clocks of a referral (domain 4.1), each area's own, and that they stand still while information is awaited.</summary>
public sealed class ReferralClockTests
{
    private static readonly DateTimeOffset Friday3pm = London.At(new DateOnly(2026, 11, 20), new TimeOnly(15, 0));

    [Fact]
    public void As_in_Norfolk_four_weeks_are_28_days()
        => new ReferralClock(4, ReferralClock.Of.Weeks).DueOn(Friday3pm).ShouldBe(new DateOnly(2026, 12, 18));

    [Fact]
    public void As_in_Kent_48_working_hours_are_counted_from_Monday_to_Friday()
    {
        new ReferralClock(48, ReferralClock.Of.WorkingHours).Read(Friday3pm, [], Friday3pm).DueAt.ShouldBe(London.At(new DateOnly(2026, 11, 24), new TimeOnly(15, 0)));
        // in office hours they are six days, and Christmas does not count
        var office = new ReferralClock(48, ReferralClock.Of.WorkingHours, new TimeOnly(9, 0), new TimeOnly(17, 0));
        office.Read(Friday3pm, [], Friday3pm).DueAt.ShouldBe(London.At(new DateOnly(2026, 11, 30), new TimeOnly(15, 0)));
        office.Read(London.At(new DateOnly(2026, 12, 24), new TimeOnly(9, 0)), [], Friday3pm).DueAt.ShouldBe(London.At(new DateOnly(2027, 1, 5), new TimeOnly(17, 0)));
        office.Why(Friday3pm, []).ShouldStartWith("48 working hours after 20 November 2026 at 3pm, when it was sent. Weekends and England's bank holidays are not counted. Each working day counts from 9am to 5pm.");
    }

    [Fact]
    public void Working_days_stand_still_with_the_question_and_go_on_with_the_answer()
    {
        var clock = new ReferralClock(20, ReferralClock.Of.WorkingDays);
        clock.DueOn(Friday3pm).ShouldBe(new DateOnly(2026, 12, 18));
        var (asked, answered) = (Friday3pm.AddDays(3), Friday3pm.AddDays(6));
        var waiting = clock.Read(Friday3pm, [new(asked, null)], Friday3pm.AddDays(5));
        waiting.StandsStill.ShouldBeTrue();
        waiting.DueOn.ShouldBe(new DateOnly(2026, 12, 22));
        var resumed = clock.Read(Friday3pm, [new(asked, answered)], answered.AddDays(9));
        resumed.StandsStill.ShouldBeFalse();
        resumed.DueOn.ShouldBe(new DateOnly(2026, 12, 23));
        clock.Left(resumed, answered).Words.ShouldBe("19 working days left");
        clock.Left(resumed, answered.AddDays(60)).Colour.ShouldBe("red");
        clock.Why(Friday3pm, [new(asked, answered)]).ShouldContain("It stood still from 23 November 2026 at 3pm to 26 November 2026 at 3pm");
        // late before it was asked is late still
        clock.Read(Friday3pm, [new(Friday3pm.AddDays(60), null)], Friday3pm.AddDays(70)).DueOn.ShouldBe(new DateOnly(2026, 12, 18));
    }

    [Fact]
    public void The_time_in_which_a_clock_ran_is_always_the_time_that_the_area_set()
        => Check.One(Properties.TenThousand, Prop.ForAll(Gen.Choose(0, 365 * 24 * 4).Zip(Gen.Choose(1, 90)).Zip(Gen.Choose(0, 200).Zip(Gen.Choose(0, 400))).ToArbitrary(), made =>
        {
            var ((quarter, hours), (before, length)) = made;
            var clock = new ReferralClock(hours, ReferralClock.Of.WorkingHours, new TimeOnly(9, 0), new TimeOnly(17, 0));
            var started = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero).AddMinutes(quarter * 15);
            var (asked, answered) = (started.AddMinutes(before * 15), started.AddMinutes((before + length) * 15));
            var due = clock.Read(started, [new(asked, answered)], answered).DueAt;
            // an oracle that walks from quarter to quarter
            var ran = 0;
            for (var at = started; at < due; at = at.AddMinutes(15))
            {
                var wall = at.ToLondon();
                if (at.LondonDate().IsWorkingDay() && wall.Hour is >= 9 and < 17 && (at < asked || at >= answered)) ran++;
            }
            return ran == hours * 4;
        }));

    [Fact]
    public async Task The_team_asks_the_clocks_stand_still_the_referrer_answers_and_they_go_on()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var reference = await referrer.SendReferralAsync();
        (await referrer.OpenAsync("/referrals/" + reference)).Text.ShouldContain("20 working days after 21 November 2026 at 10am, when it was sent");

        register.Clock.MoveTo(new DateOnly(2026, 11, 23));
        var team = await register.SignInAsync("member");
        var ask = await team.OpenAsync($"/triage/{reference}/ask");
        (await ask.TypeDate("By when", new DateOnly(2026, 11, 20)).PressAsync("Send question")).Errors.ShouldBe(["Enter what you need to know", "Date you need the answer must be today or in the future"]);
        var asked = await ask.Type("What do you need to know?", "Who is with Jo at night?").TypeDate("By when", new DateOnly(2026, 11, 27)).PressAndFollowAsync("Send question");
        asked.Text.ShouldContain("More information asked for");
        asked.Text.ShouldContain("Stands still");
        (await team.OpenAsync("/referrals?show=waiting")).Text.ShouldContain("Jo Sample");
        (await team.OpenAsync("/referrals?show=new")).Text.ShouldNotContain("Jo Sample");

        var mail = (await register.RowsAsync<string>("select body from shared_outbox where template = 'referral-question' order by queued_at desc"))[0];
        mail.ShouldContain("27 November 2026");
        mail.ShouldNotContain("Jo");
        mail.ShouldNotContain("night");

        register.Clock.MoveTo(new DateOnly(2026, 11, 26));
        referrer = await register.SignInAsync("referrer");
        var home = await referrer.OpenAsync("/home");
        home.Text.ShouldContain("Asked of you");
        var answer = await referrer.OpenAsync(home.LinkTo($"Answer the question about referral {reference}"));
        answer.Heading.ShouldBe("Answer the question");
        answer.Text.ShouldContain("Who is with Jo at night?");
        (await answer.PressAsync("Send answer")).Errors.ShouldBe(["Enter what the DSR team should know"]);
        var answered = await answer.Type("What should the DSR team know?", "Two staff, until Christmas").PressAndFollowAsync("Send answer");
        answered.Banner.ShouldContain("Answer sent to the DSR team.");
        (await referrer.OpenAsync("/home")).Text.ShouldNotContain(reference);
        await (await referrer.OpenAsync($"/referrals/{reference}/add")).Type("What should the DSR team know?", "Also a nurse on Mondays").PressAndFollowAsync("Send information");

        team = await register.SignInAsync("member");
        (await team.OpenAsync("/inbox")).Text.ShouldContain("Question about a referral answered");
        var triage = await team.OpenAsync($"/triage/{reference}");
        triage.Text.ShouldContain("Two staff, until Christmas");
        triage.Text.ShouldContain("Also a nurse on Mondays");
        triage.Text.ShouldContain("It stood still from 23 November 2026 at 10am to 26 November 2026 at 10am");
        triage.Text.ShouldContain("23 December 2026 19 working days left");
        (await register.RowsAsync<DateOnly>("select decide_by_on from referrals_referral where reference = @reference", new { reference })).ShouldBe([new DateOnly(2026, 12, 23)]);

        // nobody else reads it
        (await (await register.SignInAsync("referrer2")).OpenAsync($"/referrals/{reference}/add")).Status.ShouldBe(404);
        (await (await register.SignInAsync("member", "sunderland")).OpenAsync($"/triage/{reference}/ask")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_team_writes_down_an_answer_that_came_by_phone_and_a_decision_ends_the_waiting()
    {
        await using var register = await TestRegister.StartAsync();
        var team = await register.SignInAsync("member");
        var crisis = (await team.OpenAsync("/referrals")).LinkTo("Jude Winslow");
        await team.SeeToCrisisAsync(crisis);
        await (await team.OpenAsync(crisis + "/ask")).Type("What do you need to know?", "Are you safe now?").PressAndFollowAsync("Send question");
        var after = await (await team.OpenAsync(crisis + "/answer")).Type("What was the answer?", "Yes, with a friend").PressAndFollowAsync("Save answer");
        after.Text.ShouldContain("Yes, with a friend");
        (await register.RowsAsync<long>("select count(*) from shared_outbox where template = 'referral-question' and to_address not like 'referrer%'")).ShouldBe([0L]);

        var ellis = (await team.OpenAsync("/referrals?show=waiting")).LinkTo("Ellis Marlowe");
        await (await (await team.OpenAsync(ellis + "/decline")).Choose("Not enough information").PressAsync("Continue")).PressAndFollowAsync("Do not accept the referral");
        (await team.OpenAsync("/referrals?show=waiting")).Text.ShouldContain("No referral waits for information.");
        (await (await register.SignInAsync("referrer")).OpenAsync("/home")).Text.ShouldNotContain("Asked of you");
    }
}
