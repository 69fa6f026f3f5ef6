using Dsr.Meetings.Contracts;
using Dsr.Referrals.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Rating;

public sealed class RatingPagesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private TestRegister _register = null!;

    public async Task InitializeAsync() => _register = await TestRegister.StartAsync();

    public async Task DisposeAsync() => await _register.DisposeAsync();

    [Fact] // journey 8.1 step 4
    public async Task The_tool_of_a_draft_suggests_and_the_professional_proposes()
    {
        var (visitor, draft, person) = await DraftAsync("staffordshire");
        var tool = await visitor.OpenAsync($"/referrals/draft/{draft}/rating");
        tool.Heading.ShouldBe("DSR Rating Tool: decision flow");
        var suggests = await tool.Choose("Amber", "Which meaning fits").PressAsync("Continue");
        suggests.Status.ShouldBe(200);
        suggests.Heading.ShouldBe("The tool suggests amber");

        var refused = await suggests.Choose("Red", "What rating do you propose?").Choose("Robin", "Who did you discuss").TypeDate("When did you discuss it?", Today).PressAsync("Save and continue");
        refused.Status.ShouldBe(422);
        refused.Heading.ShouldBe("The tool suggests amber");
        refused.Errors.ShouldBe(["Enter why you propose a different rating from the one the tool suggests"]);

        var saved = await refused.Type("Why do you propose", "Police were called again last night").PressAsync("Save and continue");
        saved.Status.ShouldBe(303);
        saved.Location.ShouldBe($"/referrals/draft/{draft}");
        (await _register.RowsAsync<Assessed>("select suggested, proposed, tool_version, difference_reason from rating_assessment where person_id = @person", new { person })).ShouldHaveSingleItem()
            .ShouldBe(new Assessed("amber", "red", "1", "Police were called again last night"));
    }

    [Fact] // areas.md: northamptonshire has 19 criteria
    public async Task A_checklist_is_answered_item_by_item_and_keeps_its_answers_over_an_error()
    {
        var (visitor, draft, person) = await DraftAsync("northamptonshire");
        var tool = await visitor.OpenAsync($"/referrals/draft/{draft}/rating");
        var first = await tool.Choose("Yes", "Looked-after child").PressAsync("Continue");
        first.Status.ShouldBe(422);
        first.Errors.Count.ShouldBe(19);
        first.Find("input[name='Tool.Answers[looked-after]'][value='yes']")!.HasAttribute("checked").ShouldBeTrue();

        foreach (var legend in first.All("fieldset legend").Select(legend => legend.TextContent.Trim()).Where(legend => !legend.StartsWith("Which", StringComparison.Ordinal) && legend is not ("Looked-after child" or "Legal status" or "When were they admitted?")))
            first.Choose("Not known", legend);
        var suggests = await first.Choose("Green", "Which meaning fits").PressAsync("Continue");
        suggests.Heading.ShouldBe("The tool suggests green");
        suggests.Text.ShouldContain("1 of 19 are yes and 18 are not known");
        var saved = await suggests.Choose("Green", "What rating").Choose("Not discussed with anyone yet").PressAsync("Save and continue");
        saved.Status.ShouldBe(303, string.Join("; ", saved.Errors));
        (await _register.RowsAsync<string>("select answers from rating_assessment where person_id = @person", new { person })).Single().ShouldContain("\"looked-after\":\"yes\"");
    }

    [Fact] // journey 8.5
    public async Task Rule_3_3_A_rating_is_changed_with_its_reason_who_agreed_and_what_follows()
    {
        var person = await PersonAsync("amber");
        var member = await _register.SignInAsync("member");
        var form = await member.OpenAsync($"/people/{person.Reference}/ratings/change");
        form.Heading.ShouldBe("Change rating");
        form.Text.ShouldContain("The rating is amber now");
        form.All("input[name='Change.To']").Count.ShouldBe(3);

        var empty = await form.PressAsync("Continue");
        empty.Status.ShouldBe(422);
        empty.Errors.ShouldBe(["Select the new rating", "Enter the reason for the change", "Select who you discussed this with"]);

        var check = await Fill(form, "Red", person.FirstName).PressAsync("Continue");
        check.Status.ShouldBe(200, string.Join("; ", check.Errors));
        check.Heading.ShouldBe("Check and change rating");
        check.Text.ShouldContain("A Care (Education) and Treatment Review must take place");
        var done = await check.PressAndFollowAsync("Change rating");
        done.Banner.ShouldContain("Rating changed");
        done.Strip.ShouldContain("Red since 21 November 2026");
        done.Text.ShouldContain($"{person.FirstName} (agreed)");
        done.All("tbody tr").Select(row => row.QuerySelectorAll("td")[3].TextContent.Trim()).ShouldBe(["0", "40"]);

        var kept = (await _register.RowsAsync<Kept>("select p.rating, p.since_on, c.from_rating, c.discussed, c.follow_up_due_on from rating_person p join rating_change c on c.id = p.change_id where p.id = @Id", new { person.Id })).Single();
        kept.ShouldBe(new Kept("red", Today, "amber", true, null));
        (await _register.RowsAsync<long>("select count(*) from shared_audit where person_id = @Id and action = 'RatingChanged' and actor_id is not null", new { person.Id })).Single().ShouldBe(1);
        (await _register.RowsAsync<long>("select count(*) from rating_follow f join rating_person p on p.change_id = f.change_id where p.id = @Id and f.wanted = 1", new { person.Id })).Single().ShouldBeGreaterThan(1);
    }

    [Fact] // domain 3.3: never one practitioner alone
    public async Task Rule_3_3_A_rating_that_nobody_agreed_to_needs_a_why_and_is_to_be_discussed_in_5_working_days()
    {
        var person = await PersonAsync("amber");
        var member = await _register.SignInAsync("member");
        var form = await member.OpenAsync($"/people/{person.Reference}/ratings/change");
        var stop = await form.Choose("Red", "New rating").Type("Why has the rating changed?", "Crisis at home").Choose("Not discussed with anyone yet").PressAsync("Continue");
        stop.Status.ShouldBe(200, string.Join("; ", stop.Errors));
        stop.Heading.ShouldBe("A rating should be agreed with the person or their family");
        var empty = await stop.PressAsync("Continue");
        empty.Status.ShouldBe(422);
        empty.Errors.ShouldBe(["Enter why the rating cannot wait until it is agreed"]);

        var check = await empty.Type("Why can the rating not wait", "Somebody is at risk tonight").PressAsync("Continue");
        check.Heading.ShouldBe("Check and change rating");
        var done = await check.PressAndFollowAsync("Change rating");
        done.Strip.ShouldContain("Discuss the rating by 27 November 2026");

        var discuss = await member.OpenAsync($"/people/{person.Reference}/ratings/discussed");
        var after = await discuss.Choose(person.FirstName, "Who did you discuss").TypeDate("When did you discuss it?", Today).PressAndFollowAsync("Save");
        after.Strip.ShouldNotContain("Discuss the rating");
        after.Text.ShouldContain($"Discussed on 21 November 2026 with {person.FirstName}");
    }

    [Fact]
    public async Task The_same_rating_is_no_change_and_blue_is_not_offered()
    {
        var person = await PersonAsync("green");
        var member = await _register.SignInAsync("member");
        var form = await member.OpenAsync($"/people/{person.Reference}/ratings/change");
        form.LinkTo("record an admission").ShouldEndWith("/ratings/admission");
        var same = await Fill(form, "Green", person.FirstName).PressAsync("Continue");
        same.Status.ShouldBe(422);
        same.Errors.ShouldBe(["Select a different rating, or add an update instead"]);
    }

    [Fact] // ui.md 3.6
    public async Task Two_changes_at_once_answer_409_and_say_what_changed()
    {
        var person = await PersonAsync("amber");
        var member = await _register.SignInAsync("member");
        var lead = await _register.SignInAsync("lead");
        var first = await Fill(await member.OpenAsync($"/people/{person.Reference}/ratings/change"), "Red", person.FirstName).PressAsync("Continue");
        var second = await Fill(await lead.OpenAsync($"/people/{person.Reference}/ratings/change"), "Green", person.FirstName).PressAsync("Continue");
        (await first.PressAsync("Change rating")).Status.ShouldBe(303);
        var lost = await second.PressAsync("Change rating");
        lost.Status.ShouldBe(409);
        lost.Html.ShouldContain("Red, changed by");
        (await _register.RowsAsync<string>("select rating from rating_person where id = @Id", new { person.Id })).Single().ShouldBe("red");
    }

    [Fact] // domain 6.3
    public async Task Rule_3_3_An_admission_makes_blue_and_a_discharge_red_with_a_hold_of_14_days()
    {
        var person = await PersonAsync("amber");
        var member = await _register.SignInAsync("member");
        var form = await member.OpenAsync($"/people/{person.Reference}/ratings/admission");
        var admitted = await form.Type("Which mental health hospital?", "St Made-Up's").TypeDate("When were they admitted?", Today).Choose("Informal").Choose("Out of the area").Choose("No", "Is it a secure").Choose("No", "Was it planned?").Choose("Yes, a Local", "Was there a review")
            .Type("Why were they admitted?", "Could not be kept safe at home").PressAndFollowAsync("Record admission");
        admitted.Strip.ShouldContain("Blue since 21 November 2026");
        admitted.Strip.ShouldContain("In hospital");
        admitted.Text.ShouldContain("Commissioner oversight visits by 16 January 2027");
        admitted.Text.ShouldContain("Inpatient Care (Education) and Treatment Reviews by 19 December 2026");
        (await _register.RowsAsync<Learned>("select out_of_area, known_before, rating_before, reviewed from rating_admission where person_id = @Id", new { person.Id })).Single().ShouldBe(new Learned(true, true, "amber", "laep"));
        (await member.OpenAsync($"/people/{person.Reference}/ratings/change")).Text.ShouldContain("The rating is blue until the discharge is recorded");

        _register.Clock.MoveTo(new(2026, 12, 1));
        member = await _register.SignInAsync("member");
        var discharge = await member.OpenAsync($"/people/{person.Reference}/ratings/discharge");
        var early = await discharge.TypeDate("When were they discharged?", new(2026, 11, 20)).Type("Where are they now", "Home with a new team").PressAsync("Record discharge");
        early.Errors.ShouldBe(["Discharge date must be the same as or after admission date, 21 November 2026"]);
        var home = await early.TypeDate("When were they discharged?", new(2026, 12, 1)).PressAndFollowAsync("Record discharge");
        home.Strip.ShouldContain("Red since 1 December 2026");
        home.Strip.ShouldContain("Hold: red until 15 December 2026");

        // the last day of the hold is held
        _register.Clock.MoveTo(new(2026, 12, 15));
        member = await _register.SignInAsync("member");
        var down = await Fill(await member.OpenAsync($"/people/{person.Reference}/ratings/change"), "Green", person.FirstName).PressAsync("Continue");
        down.Text.ShouldContain("The rating is held at red after discharge until 15 December 2026");
        var early2 = await down.PressAsync("Change rating");
        early2.Status.ShouldBe(422);
        early2.Heading.ShouldBe("Check and change rating");
        early2.Errors.ShouldBe(["Enter why the rating should be lowered before the hold ends"]);
        var lowered = await early2.Type("Why should the rating be lowered", "The new team is in the home").PressAndFollowAsync("Change rating");
        lowered.Text.ShouldContain("Lowered before the hold ended: The new team is in the home");
        lowered.All("tbody tr").Select(row => row.QuerySelectorAll("td")[4].TextContent.Trim()).ShouldBe(["Down", "Down", "Up: admitted", "First rating"]);
    }

    [Fact] // domain 1.5, 1.6, 1.8: the clocks of a stay in hospital
    public async Task Visits_and_reviews_of_a_stay_in_hospital_move_their_clocks_on_and_its_details_follow()
    {
        var person = await PersonAsync("blue");
        var member = await _register.SignInAsync("member");
        var history = await member.OpenAsync($"/people/{person.Reference}/ratings");
        history.Text.ShouldContain("Nothing is recorded about the stay in hospital");
        history.Text.ShouldContain("Whether the hospital is in the area is not known.");

        // an import brought the colour: the stay is told about later
        var details = await member.OpenAsync(history.LinkTo("Add the details"));
        details.Heading.ShouldBe("Change the details of the admission");
        history = await details.Type("Which mental health hospital?", "St Made-Up's").TypeDate("When were they admitted?", new(2026, 10, 12)).Choose("Section 3").Choose("Out of the area").Choose("No", "Is it a secure").Choose("Yes", "Was it planned?")
            .Choose("Yes, a Local", "Was there a review").PressAndFollowAsync("Save");
        history.Text.ShouldContain("Commissioner oversight visits by 7 December 2026");
        history.Text.ShouldContain("Inpatient Care (Education) and Treatment Reviews by 9 November 2026 12 days late");

        // looked at from afar it is no visit; on site it is
        var visit = await member.OpenAsync(history.LinkTo("Record a visit"));
        (await visit.PressAsync("Record visit")).Errors.ShouldBe(["Enter the date of the visit", "Select yes if the visit was at the hospital", "Enter who visited", "Enter what was found"]);
        var early = await visit.TypeDate("When was the visit?", new(2026, 10, 11)).Choose("No", "Was it at").Type("Who visited?", "Lee Made-Up, ICB").Type("What was found?", "Spoke on the phone").PressAsync("Record visit");
        early.Errors.ShouldBe(["Date of the visit must be the same as or after the admission date, 12 October 2026"]);
        history = await early.TypeDate("When was the visit?", new(2026, 11, 2)).PressAndFollowAsync("Record visit");
        history.Text.ShouldContain("visits by 7 December 2026");
        history.Text.ShouldContain("Lee Made-Up, ICB, not at the hospital. Spoke on the phone");
        visit = await member.OpenAsync(history.LinkTo("Record a visit"));
        history = await visit.TypeDate("When was the visit?", new(2026, 11, 9)).Choose("Yes", "Was it at").Type("Who visited?", "Lee Made-Up, ICB").Type("What was found?", "Safe and well").PressAndFollowAsync("Record visit");
        history.Text.ShouldContain("visits by 4 January 2027");

        // the review was held: the next one follows half a year later
        var done = await member.OpenAsync(history.LinkTo("Record what was done"));
        (await done.PressAsync("Save")).Errors.ShouldBe(["Select what was done", "Enter the date it was done", "Enter what was done"]);
        history = await done.Choose("Inpatient Care").TypeDate("When was it done?", new(2026, 11, 20)).Type("What happened?", "Held with the whole panel").PressAndFollowAsync("Save");
        history.Text.ShouldContain("20 November 2026: Held with the whole panel");
        history.Text.ShouldContain("Inpatient Care (Education) and Treatment Reviews by 20 May 2027");

        // moved into the area: visits by the commissioner have no clock any more
        details = await member.OpenAsync(history.LinkTo("Change the details"));
        details.Find("input[name='Admission.Hospital']")!.GetAttribute("value").ShouldBe("St Made-Up's");
        var old = await (await _register.SignInAsync("lead")).OpenAsync(history.LinkTo("Change the details"));
        history = await details.Choose("In the area").Type("Which mental health hospital?", "St Nowhere's").PressAndFollowAsync("Save");
        history.Text.ShouldNotContain("oversight visits");

        // ui.md 3.6: the other choice stands, and the name that both changed is shown from both sides
        var lost = await old.Type("Which mental health hospital?", "St Elsewhere's").PressAsync("Save");
        lost.Status.ShouldBe(409);
        lost.All("main table tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))).ShouldBe(["Which mental health hospital? | St Made-Up's | St Nowhere's | St Elsewhere's"]);
        history = await lost.PressAndFollowAsync("Save");
        history.Text.ShouldNotContain("oversight visits");
        history.Text.ShouldContain("St Elsewhere's");
        history.Text.ShouldContain("Held with the whole panel");
        (await member.OpenAsync("/home")).Text.ShouldContain("What the ratings ask for");
    }

    [Fact] // the first answer is given again, whatever the register says meanwhile
    public async Task A_change_an_admission_and_a_discharge_that_are_sent_twice_at_once_are_done_once_and_answered_alike()
    {
        var person = await PersonAsync("amber");
        var member = await _register.SignInAsync("member");
        var check = await Fill(await member.OpenAsync($"/people/{person.Reference}/ratings/change"), "Red", person.FirstName).PressAsync("Continue");
        await TwiceAsync(() => check.PressAsync("Change rating"), $"/people/{person.Reference}/ratings");

        var admission = (await member.OpenAsync($"/people/{person.Reference}/ratings/admission")).Type("Which mental health hospital?", "St Made-Up's").TypeDate("When were they admitted?", Today).Choose("Informal").Choose("In the area")
            .Choose("No", "Is it a secure").Choose("No", "Was it planned?").Choose("No", "Was there a review").Type("Why were they admitted?", "Could not be kept safe at home");
        await TwiceAsync(() => admission.PressAsync("Record admission"), $"/people/{person.Reference}/ratings");

        var discharge = (await member.OpenAsync($"/people/{person.Reference}/ratings/discharge")).TypeDate("When were they discharged?", Today).Type("Where are they now", "Home");
        await TwiceAsync(() => discharge.PressAsync("Record discharge"), $"/people/{person.Reference}/ratings");
        (await _register.RowsAsync<string>("select to_rating from rating_change where person_id = @Id order by place", new { person.Id })).ShouldBe(["amber", "red", "blue", "red"]);

        var again = await Fill(await member.OpenAsync($"/people/{person.Reference}/ratings/change"), "Red", person.FirstName).PressAsync("Continue");
        again.Errors.ShouldBe(["Select a different rating, or add an update instead"]);
    }

    [Fact] // domain 3.3: suggested and agreed side by side; a difference needs a reason
    public async Task Rule_3_3_A_rating_that_differs_from_what_the_tool_suggested_needs_a_reason_and_both_are_shown()
    {
        var person = await PersonAsync("green");
        var member = await _register.SignInAsync("member");
        var tool = await member.OpenAsync($"/people/{person.Reference}/ratings/tool?tool=key-questions");
        tool.Heading.ShouldBe("Four key questions");
        tool.Text.ShouldContain("Lincolnshire's four key questions");
        tool.Choose("Yes", "Unstable or untreated").Choose("Yes", "Significant behavioural").Choose("Yes", "Supported in").Choose("Yes", "Came to A&E").Choose("Amber", "Which meaning fits");
        var noDate = await tool.PressAsync("Continue");
        noDate.Errors.ShouldBe(["Enter the date of \"Came to A&E in crisis\""]);
        var suggests = await noDate.TypeDate("When was the last time?", new(2026, 10, 21)).PressAsync("Continue");
        suggests.Heading.ShouldBe("The tool suggests red", string.Join("; ", suggests.Errors));
        suggests.Text.ShouldContain("4 of 4 are yes and 0 are not known. The tool suggests red when all 4 are yes.");
        var change = await suggests.Choose("Red", "What rating do you propose?").Choose(person.FirstName, "Who did you discuss").TypeDate("When did you discuss it?", Today).PressAndFollowAsync("Save and continue");
        change.Heading.ShouldBe("Change rating");
        change.Text.ShouldContain("Suggested by the tool");

        var different = await Fill(change, "Amber", person.FirstName).PressAsync("Continue");
        different.Status.ShouldBe(422);
        different.Errors.ShouldBe(["Enter why the rating is different from the one the tool suggests, red"]);
        var check = await different.Type("Why is it different", "A bed at a crisis house is free").PressAsync("Continue");
        check.Text.ShouldContain("A bed at a crisis house is free");
        var done = await check.PressAndFollowAsync("Change rating");
        var newest = done.All("tbody tr")[0];
        newest.QuerySelector("th")!.TextContent.Trim().ShouldBe("Amber");
        newest.QuerySelector("td")!.TextContent.ShouldContain("Red");
        newest.TextContent.ShouldContain("Different from the tool: A bed at a crisis house is free");
        done.Text.ShouldContain("Yes, 21 October 2026");

        // the rating is agreed: the next change is not compared with an older suggestion
        (await Fill(await member.OpenAsync($"/people/{person.Reference}/ratings/change"), "Green", person.FirstName).PressAsync("Continue")).Heading.ShouldBe("Check and change rating");
    }

    [Fact] // domain 1.4, 1.9: the referral itself is what the rating asked for
    public async Task A_referral_to_a_keyworker_settles_what_the_rating_asked_for_and_while_it_is_open_no_later_rating_asks_again()
    {
        var person = await PersonAsync("green");
        await TellAsync(work => work.ExecuteAsync("update rating_person set born_on = '2009-03-04' where id = @Id", new { person.Id }));
        var member = await _register.SignInAsync("member");
        await (await Fill(await member.OpenAsync($"/people/{person.Reference}/ratings/change"), "Amber", person.FirstName).PressAsync("Continue")).PressAndFollowAsync("Change rating");
        var keyworking = Guid.CreateVersion7();
        await TellAsync(work => work.PublishAsync(new KeyworkingReferred(Guid.CreateVersion7(), person.Id, "Peers", "peer-support", Today, "Sam, Team", work.Now)));
        (await KeyworkerAsync(person)).ShouldBe([null]);
        await TellAsync(work => work.PublishAsync(new KeyworkingReferred(keyworking, person.Id, "Keyworker team", "keyworker", Today, "Sam, Team", work.Now)));
        (await member.OpenAsync($"/people/{person.Reference}/ratings")).Text.ShouldContain("21 November 2026: Referred to Keyworker team (Sam, Team)");

        await (await Fill(await member.OpenAsync($"/people/{person.Reference}/ratings/change"), "Red", person.FirstName).PressAsync("Continue")).PressAndFollowAsync("Change rating");
        (await KeyworkerAsync(person)).ShouldBe(["Referred to Keyworker team", "Referred to Keyworker team before this rating"]);

        // another referral of theirs that ends changes nothing; when this one ends, a new rating asks again
        await TellAsync(work => work.PublishAsync(new KeyworkingChanged(Guid.CreateVersion7(), person.Id, "keyworker", "ended", Today, "Sam, Team", work.Now)));
        (await _register.RowsAsync<Guid?>("select keyworking_id from rating_person where id = @Id", new { person.Id })).ShouldBe([keyworking]);
        await TellAsync(work => work.PublishAsync(new KeyworkingChanged(keyworking, person.Id, "keyworker", "declined", Today, "Sam, Team", work.Now)));
        await (await Fill(await member.OpenAsync($"/people/{person.Reference}/ratings/change"), "Amber", person.FirstName).PressAsync("Continue")).PressAndFollowAsync("Change rating");
        (await KeyworkerAsync(person)).ShouldBe(["Referred to Keyworker team", "Referred to Keyworker team before this rating", null]);
    }

    [Fact] // the meeting says, Rating records and tells
    public async Task A_rating_agreed_at_a_meeting_becomes_the_rating()
    {
        var person = await PersonAsync("green");
        await _register.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Db>();
            await db.WriteAsync(work => work.PublishAsync(new RatingAgreedAtMeeting(Guid.CreateVersion7(), person.Id, "amber", "Placement at risk", "The person and the meeting", Today, "Chair, Team", work.Now)));
            return 0;
        });
        var member = await _register.SignInAsync("member");
        var history = await member.OpenAsync($"/people/{person.Reference}/ratings");
        history.Strip.ShouldContain("Amber since 21 November 2026");
        history.Text.ShouldContain("Placement at risk");
        var back = await Fill(await member.OpenAsync($"/people/{person.Reference}/ratings/change"), "Green", person.FirstName).PressAsync("Continue");
        back.Text.ShouldContain("A meeting agreed the rating of now on 21 November 2026");
    }

    [Fact] // domain 3.3: blue begins with an admission and ends with a discharge
    public async Task Rule_3_3_A_meeting_neither_makes_nor_ends_blue()
    {
        var person = await PersonAsync("blue");
        await _register.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Db>();
            await db.WriteAsync(work => work.PublishAsync(new RatingAgreedAtMeeting(Guid.CreateVersion7(), person.Id, "green", "Going well", "The meeting", Today, "Chair, Team", work.Now)));
            return 0;
        });
        (await _register.RowsAsync<string>("select rating from rating_person where id = @Id", new { person.Id })).Single().ShouldBe("blue");
    }

    private Task<IReadOnlyList<string?>> KeyworkerAsync(MadeUp person)
        => _register.RowsAsync<string?>("select f.done_words from rating_follow f join rating_change c on c.id = f.change_id where c.person_id = @Id and f.kind = 'keyworker' order by c.place", new { person.Id });

    private Task<int> TellAsync(Func<Work, Task> say) => _register.InScopeAsync(async services =>
    {
        await services.GetRequiredService<Db>().WriteAsync(say);
        return 0;
    });

    private static async Task TwiceAsync(Func<Task<Screen>> send, string next)
    {
        var answers = await Task.WhenAll(send(), send());
        answers.Select(answer => (answer.Status, answer.Location)).ShouldBe([(303, next), (303, next)], string.Join("; ", answers.SelectMany(answer => answer.Errors)));
        var late = await send();
        (late.Status, late.Location).ShouldBe((303, next), string.Join("; ", late.Errors));
    }

    private static Screen Fill(Screen form, string rating, string firstName)
        => form.Choose(rating, "New rating").Type("Why has the rating changed?", "Placement gave notice").Choose(firstName, "Who did you discuss").Choose("Yes", $"Did {firstName} agree?").TypeDate("When did you discuss it?", Today);

    private Task<MadeUp> PersonAsync(string rating) => MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-30), rating);

    private async Task<(Visitor Visitor, Guid Draft, Guid Person)> DraftAsync(string area)
    {
        var referrer = (await _register.RowsAsync<Guid>("select id from consent_user where email = @email", new { email = $"referrer@{area}.example.com" })).Single();
        var (draft, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.PublishAsync(new ReferralStarted(draft, person, area, "Robin", "Made-Up", new DateOnly(1999, 5, 2), referrer)));
            return 0;
        });
        return (await _register.SignInAsync("referrer", area), draft, person);
    }

    private sealed record Learned(bool OutOfArea, bool KnownBefore, string RatingBefore, string Reviewed);

    private sealed record Assessed(string Suggested, string Proposed, string ToolVersion, string DifferenceReason);

    private sealed record Kept(string Rating, DateOnly SinceOn, string FromRating, bool Discussed, DateOnly? FollowUpDueOn);
}
