using Dsr.Consent.Contracts;
using Dsr.Meetings.Contracts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Meetings;

public sealed class TrackingMeetingTests
{
    [Fact]
    public async Task The_agenda_builds_itself_and_says_why_each_person_is_there()
    {
        await using var register = await TestRegister.StartAsync();
        var agenda = await OpenTodaysAsync(await register.SignInAsync("chair"), "agenda");

        agenda.Heading.ShouldBe("Agenda");
        var reasons = agenda.All("tbody tr td:nth-child(4)").Select(cell => cell.TextContent.Trim()).ToList();
        reasons.ShouldContain(why => why.StartsWith("Red"));
        reasons.ShouldContain(why => why.StartsWith("Amber"));
        reasons.ShouldContain(why => why.Contains("Consent ends 3 December"));
        reasons.ShouldContain(why => why.Contains("Action 3 days late"));
        reasons.ShouldContain(why => why.Contains("days late") && why.Contains("Update"));
        reasons.ShouldAllBe(why => why.Length > 0);
    }

    [Fact]
    public async Task Who_is_not_on_the_agenda_is_said_with_why_and_nobody_without_authority_is_named()
    {
        await using var register = await TestRegister.StartAsync();
        var agenda = await OpenTodaysAsync(await register.SignInAsync("chair"), "agenda");

        agenda.Text.ShouldContain("No valid authority");
        agenda.Text.ShouldContain("Green: due again from");
        var ended = await register.RowsAsync<string>("select p.reference from meetings_person p join meetings_authority a on a.person_id = p.id where p.area = 'staffordshire' and a.ends_on < '2026-11-21'");
        ended.ShouldNotBeEmpty();
        ended.ShouldAllBe(reference => !agenda.Html.Contains(reference));
    }

    [Fact]
    public async Task A_person_is_added_moved_and_removed_with_the_reason_said()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        var agenda = await OpenTodaysAsync(chair, "agenda");

        var add = await chair.OpenAsync(agenda.LinkTo("Add a person"));
        (await add.PressAsync("Add to agenda")).Errors.ShouldBe(["Choose a person", "Enter why you are adding them"]);
        var option = add.All("select option")[1].TextContent;
        agenda = await add.Select("Person", option).Type("Why are you adding them?", "The school asked").PressAndFollowAsync("Add to agenda");
        agenda.Text.ShouldContain("Added: The school asked");

        var first = References(agenda)[0];
        agenda = await agenda.PressAndFollowAsync("Down");
        References(agenda)[1].ShouldBe(first);

        var remove = await chair.OpenAsync(agenda.LinkTo("Remove"));
        agenda = await remove.Type("Why are you removing them?", "Seen yesterday").PressAndFollowAsync("Remove from agenda");
        agenda.Text.ShouldContain("Taken off: Seen yesterday");
        References(agenda)[0].ShouldBe(first);
    }

    [Fact]
    public async Task Sending_the_agenda_tells_people_by_mail_that_names_nobody()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        var agenda = await (await OpenTodaysAsync(chair, "agenda")).PressAndFollowAsync("Send agenda");

        agenda.Text.ShouldContain("Its order is fixed");
        var mails = await register.RowsAsync<string>("select subject || ' ' || body from shared_outbox where template = 'meeting-pack-ready'");
        mails.ShouldNotBeEmpty();
        var names = await register.RowsAsync<string>("select last_name from meetings_person where area = 'staffordshire'");
        foreach (var mail in mails) names.ShouldAllBe(name => !mail.Contains(name));
    }

    [Fact]
    public async Task A_person_who_withdraws_leaves_a_frozen_agenda_on_the_next_request()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        var agenda = await (await OpenTodaysAsync(chair, "agenda")).PressAndFollowAsync("Send agenda");
        var reference = References(agenda)[0];
        var person = (await register.RowsAsync<Guid>("select id from meetings_person where reference = @reference", new { reference }))[0];

        await PublishAsync(register, new ConsentWithdrawn(person, "test", register.Clock.GetUtcNow()));

        (await chair.OpenAsync(agenda.Path)).Html.ShouldNotContain(reference);
        (await register.RowsAsync<Guid>("select id from meetings_agenda_item where person_id = @person and meeting_id in (select id from meetings_meeting where state <> 'finalised')", new { person })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Authority_that_ends_at_midnight_takes_a_person_off_a_frozen_agenda_with_no_job_running()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        var agenda = await (await OpenTodaysAsync(chair, "agenda")).PressAndFollowAsync("Send agenda");
        var on = References(agenda);
        var ending = await register.RowsAsync<string>("select p.reference from meetings_person p join meetings_authority a on a.person_id = p.id where p.area = 'staffordshire' and a.ends_on >= '2026-11-21' and a.ends_on <= '2026-12-04'");
        var reference = ending.First(each => on.Contains(each));

        register.Clock.MoveTo(new DateOnly(2026, 12, 5));
        chair = await register.SignInAsync("chair");
        var later = await chair.OpenAsync(agenda.Path);
        later.Html.ShouldNotContain(reference);
        later.Text.ShouldContain("No valid authority");
    }

    [Fact]
    public async Task A_meeting_is_run_and_finalised_and_what_it_agreed_stands_on_the_record_and_the_owners_home()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        var run = await StartAsync(chair, everyone: true);
        var pane = await chair.OpenAsync(run.LinkTo("Discuss the first person"));
        var reference = System.Text.RegularExpressions.Regex.Match(pane.Text, "DR-[0-9A-Z]{4}-[0-9A-Z]{4}").Value;
        var member = await register.SignInAsync("member");
        var referrer = (await register.RowsAsync<string>("select name from meetings_user where area = 'staffordshire' and email like 'referrer@%'"))[0];

        (await pane.PressAsync("Save and next person")).Errors.ShouldBe(["Select the rating agreed", "Enter the decision and reason"]);
        pane.Choose("Amber", "Rating agreed")
            .Type("Why is the rating changing", "Support is in place and holding").Type("Who agreed?", "Everyone here and the person's mother")
            .Type("Decision and reason", "Lower to amber, look again in two weeks")
            .Type("What will be done", "Write the crisis plan").Select("Who will do it", referrer).TypeDate("Done by", new DateOnly(2026, 12, 1));
        var next = await pane.PressAndFollowAsync("Save and next person");
        next.Text.ShouldContain("1 of");

        // provisional: nothing stands on the record before the meeting is finalised
        (await member.OpenAsync($"/people/{reference}/actions")).Text.ShouldContain("Add an action");
        (await member.OpenAsync($"/people/{reference}/actions")).Text.ShouldNotContain("Write the crisis plan");

        var close = await (await chair.OpenAsync(run.Path)).PressAndFollowAsync("Close meeting");
        (await close.PressAsync("Finalise")).Errors[0].ShouldStartWith("Record an outcome for ");
        close = await close.PressAndFollowAsync("Carry over everyone without an outcome");
        var minutes = await close.Type("Themes and gaps", "Short breaks").PressAndFollowAsync("Finalise");
        minutes.Banner.ShouldBe("Meeting finalised.");
        minutes.Text.ShouldContain("Red to amber");
        minutes.Text.ShouldContain("Write the crisis plan");

        (await member.OpenAsync($"/people/{reference}/actions")).Text.ShouldContain("Write the crisis plan");
        (await register.RowsAsync<string>("select rating from meetings_person where reference = @reference", new { reference }))[0].ShouldBe("amber");
        (await register.RowsAsync<string>("select template from shared_outbox where template = 'action-agreed'")).Count.ShouldBe(1);

        var agenda = await OpenNextAsync(chair);
        agenda.Text.ShouldContain("Carried over from 21 November");
    }

    [Fact]
    public async Task An_action_stands_on_its_owners_home_until_it_is_done()
    {
        await using var register = await TestRegister.StartAsync();
        const string late = "from meetings_action x join meetings_user u on u.id = x.owner_id where u.area = 'staffordshire' and x.state = 'to-do' and x.due_on < '2026-11-21' order by x.due_on";
        var owner = await register.SignInAsync((await register.RowsAsync<string>($"select u.email {late}"))[0].Split('@')[0]);
        var what = (await register.RowsAsync<string>($"select x.what {late}"))[0];
        var home = await owner.OpenAsync("/home");
        home.Text.ShouldContain("Your actions");
        home.Text.ShouldContain(what);

        var action = await owner.OpenAsync(home.LinkTo(what));
        (await action.Choose("Done").PressAsync("Save")).Errors.ShouldBe(["Enter what happened"]);
        var other = await owner.OpenAsync(home.LinkTo(what));
        var list = await action.Choose("Done").Type("What happened?", "Agreed and shared").PressAndFollowAsync("Save");
        list.Text.ShouldContain("Agreed and shared");

        // ui.md 3.6: what was closed meanwhile cannot be changed, and what was typed is not lost with it
        var late2 = await other.Choose("Cancel it").Type("Why is it cancelled?", "Not wanted any more").PressAsync("Save");
        late2.Status.ShouldBe(409);
        late2.Heading.ShouldBe("Someone changed this while you were working");
        late2.Text.ShouldContain("Changed by you, in another window");
        late2.Text.ShouldContain("Not wanted any more");
        (await owner.OpenAsync("/home")).Text.ShouldNotContain(what);
    }

    [Fact]
    public async Task Finalising_writes_everything_or_nothing()
    {
        await using var register = await TestRegister.StartAsync(change: services => services.AddTransient<INotificationHandler<MeetingFinalised>, Throws>());
        Throws.Now = false;
        var chair = await register.SignInAsync("chair");
        var run = await StartAsync(chair, everyone: true);
        var pane = await chair.OpenAsync(run.LinkTo("Discuss the first person"));
        pane.Choose("Amber", "Rating agreed").Type("Why is the rating changing", "Better").Type("Who agreed?", "All").Type("Decision and reason", "Lower");
        await pane.PressAndFollowAsync("Save and next person");
        var close = await (await chair.OpenAsync(run.Path)).PressAndFollowAsync("Close meeting");
        close = await close.PressAndFollowAsync("Carry over everyone without an outcome");

        var before = await CountsAsync(register);
        Throws.Now = true;
        var answer = await close.Type("Themes and gaps", "Kept words").PressAsync("Finalise");
        answer.Status.ShouldBe(503);
        answer.Html.ShouldContain("Kept words");
        (await CountsAsync(register)).ShouldBe(before);

        Throws.Now = false;
        (await close.PressAndFollowAsync("Finalise")).Banner.ShouldBe("Meeting finalised.");
        (await CountsAsync(register)).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_meeting_that_is_not_quorate_cannot_lower_a_rating_and_says_so()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        var run = await StartAsync(chair, everyone: false);
        run.Text.ShouldContain("You cannot lower a rating or remove anyone");

        var pane = await chair.OpenAsync(run.LinkTo("Discuss the first person"));
        pane.Choose("Amber", "Rating agreed").Type("Why is the rating changing", "Better").Type("Who agreed?", "All").Type("Decision and reason", "Lower");
        var answer = await pane.PressAsync("Save and next person");
        answer.Status.ShouldBe(422);
        answer.Errors.ShouldBe(["A meeting that is not quorate cannot lower a rating"]);
        answer.Html.ShouldContain("Better");
    }

    [Fact]
    public async Task Two_note_takers_the_second_is_told_what_changed_and_keeps_what_was_typed()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        var run = await StartAsync(chair, everyone: true);
        var member = await register.SignInAsync("member");
        var address = run.LinkTo("Discuss the first person");
        var first = await chair.OpenAsync(address);
        var second = await member.OpenAsync(address);

        await first.Choose("Red (no change)").Type("Decision and reason", "Words of the chair").PressAndFollowAsync("Save and next person");
        var lost = await second.Choose("Red (no change)").Type("Decision and reason", "Words of the member").PressAsync("Save and next person");
        lost.Status.ShouldBe(409);
        lost.Text.ShouldContain("Someone changed this while you were working");
        lost.Text.ShouldContain("Words of the chair");
        lost.Html.ShouldContain("Words of the member");

        await lost.PressAndFollowAsync("Save and next person");
        (await member.OpenAsync(address)).Html.ShouldContain("Words of the member");
    }

    [Fact]
    public async Task Actions_are_added_and_removed_without_JavaScript_and_nothing_typed_is_lost()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        var run = await StartAsync(chair, everyone: true);
        var pane = await chair.OpenAsync(run.LinkTo("Discuss the first person"));

        var more = await pane.Type("Decision and reason", "Half a sent").Type("What will be done", "Call the GP").PressAsync("Add another action");
        more.Status.ShouldBe(200);
        more.Errors.ShouldBeEmpty();
        more.All("[data-add-another-item]").Count.ShouldBe(2);
        more.Html.ShouldContain("Half a sent");
        more.Html.ShouldContain("Call the GP");

        var fewer = await more.PressAsync("Remove action 1");
        fewer.All("[data-add-another-item]").Count.ShouldBe(1);
        fewer.Html.ShouldNotContain("Call the GP");
        fewer.Html.ShouldContain("Half a sent");
    }

    [Fact]
    public async Task Sunderland_meets_on_the_first_Monday_and_a_bank_holiday_moves_it_a_week()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair", "sunderland");
        var series = await chair.OpenAsync("/meetings/series/new");
        series.All("ol.nhsuk-list--number li").Select(item => item.TextContent).ShouldBe([
            "Monday 7 December 2026", "Monday 4 January 2027", "Monday 1 February 2027", "Monday 1 March 2027", "Monday 5 April 2027", "Monday 10 May 2027"]);

        var meetings = await series.PressAndFollowAsync("Create series");
        meetings.Text.ShouldContain("Monday 7 December 2026, 1:30pm to 3:30pm");
        meetings.Text.ShouldContain("Monday 10 May 2027");
    }

    [Fact]
    public async Task After_a_Monday_meeting_people_are_told_by_Wednesday()
    {
        await using var register = await TestRegister.StartAsync();
        register.Clock.MoveTo(new DateOnly(2026, 12, 7), new TimeOnly(13, 30));
        var chair = await register.SignInAsync("chair", "sunderland");
        var run = await StartAsync(chair, everyone: true, "sunderland", "2026-12-07");
        var pane = await chair.OpenAsync(run.LinkTo("Discuss the first person"));
        await pane.Choose("Red (no change)").Type("Decision and reason", "Stays red").PressAndFollowAsync("Save and next person");
        var close = await (await chair.OpenAsync(run.Path)).PressAndFollowAsync("Close meeting");
        close = await close.PressAndFollowAsync("Carry over everyone without an outcome");
        await close.PressAndFollowAsync("Finalise");

        var feedback = await chair.OpenAsync(run.Path.Replace("/run", "/feedback", StringComparison.Ordinal));
        feedback.Text.ShouldContain("Wednesday 9 December 2026");
        var told = await (await chair.OpenAsync(feedback.LinkTo("Mark as told"))).Choose("By phone").PressAndFollowAsync("Mark as told");
        told.Text.ShouldContain("by phone");
    }

    [Fact]
    public async Task A_professional_reads_the_papers_of_their_own_people_only_and_only_once_the_agenda_is_sent()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var today = await TodaysAsync(register, "staffordshire", "2026-11-21");
        (await referrer.OpenAsync($"/meetings/{today}/papers")).Status.ShouldBe(404);
        (await referrer.OpenAsync($"/meetings/{today}/agenda")).Status.ShouldBe(403);

        var agenda = await (await OpenTodaysAsync(await register.SignInAsync("chair"), "agenda")).PressAndFollowAsync("Send agenda");
        var papers = await referrer.OpenAsync($"/meetings/{today}/papers");
        var mine = await register.RowsAsync<string>("select p.reference from meetings_person p join meetings_user u on u.id = p.owner_id where u.email = 'referrer@staffordshire.example.com'");
        var others = References(agenda).Except(mine).ToList();
        References(agenda).Intersect(mine).ShouldAllBe(reference => papers.Html.Contains(reference));
        others.ShouldNotBeEmpty();
        others.ShouldAllBe(reference => !papers.Html.Contains(reference));

        register.Clock.MoveTo(new DateOnly(2026, 12, 6));
        (await (await register.SignInAsync("referrer")).OpenAsync($"/meetings/{today}/papers")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_calendar_file_names_nobody()
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        var today = await TodaysAsync(register, "staffordshire", "2026-11-21");
        var file = await chair.Client.GetStringAsync(new Uri($"/meetings/{today}/calendar.ics", UriKind.Relative));
        file.ShouldContain("SUMMARY:DSR tracking meeting\r\n");
        file.ShouldContain("DTSTART:20261121T140000Z\r\n");
        file.Split("\r\n").ShouldAllBe(line => line.Length <= 75);
    }

    [Fact]
    public async Task A_meeting_by_exception_is_asked_for_with_its_four_items_and_answered()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var reference = (await register.RowsAsync<string>(
            """
            select p.reference
            from meetings_person p
            join meetings_user u on u.id = p.owner_id
            join meetings_authority a on a.person_id = p.id and a.ends_on > '2027-01-01'
            where u.email = 'referrer@staffordshire.example.com' and p.rating = 'green' and p.id not in (select person_id from meetings_request)
            order by p.id
            """))[0];
        var ask = await referrer.FollowAsync($"/requests/meetings/new/{reference}");
        ask.Heading.ShouldBe("Request a meeting");
        (await ask.Choose("No").PressAsync("Send request")).Errors.ShouldBe(["Enter why a meeting without the DSR team is not being held", "Enter what the meeting is for", "Enter who should come"]);
        await ask.Choose("No").Type("Why is a meeting without the DSR team not being held?", "Five agencies").Type("What is the meeting for?", "Agree the move").Type("Who should come?", "The person and their father").PressAndFollowAsync("Send request");

        var member = await register.SignInAsync("member");
        var queue = await member.OpenAsync("/requests/meetings");
        queue.Text.ShouldContain("Agree the move");
        var row = queue.All("tbody tr").First(each => each.TextContent.Contains("Agree the move"));
        var answer = await member.OpenAsync(row.QuerySelector("a")!.GetAttribute("href")!);
        await answer.Choose("Accept").PressAndFollowAsync("Send answer");
        (await OpenTodaysAsync(member, "agenda")).Text.ShouldContain("Meeting by Exception asked for");
    }

    [Fact]
    public async Task The_owner_of_an_action_is_reminded_once_a_stage_by_mail_that_names_nobody()
    {
        await using var register = await TestRegister.StartAsync();
        (await register.RunJobAsync("remind-actions")).Outcome.ShouldBe("done");
        var first = await register.RowsAsync<string>("select body from shared_outbox where template in ('action-due', 'action-late')");
        first.ShouldNotBeEmpty();
        await register.RunJobAsync("remind-actions");
        (await register.RowsAsync<string>("select body from shared_outbox where template in ('action-due', 'action-late')")).Count.ShouldBe(first.Count);
        (await register.RunJobAsync("plan-meetings")).Outcome.ShouldBe("done");
    }

    [Fact]
    public async Task An_organisation_whose_agreement_has_ended_cannot_be_marked_present()
    {
        await using var register = await TestRegister.StartAsync();
        var people = await OpenTodaysAsync(await register.SignInAsync("chair"), "people");
        people.Text.ShouldContain("MPFT Community LD Team");
        people.Text.ShouldNotContain("Meadowbank Advocacy");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/agenda")]
    [InlineData("/people")]
    [InlineData("/papers")]
    [InlineData("/run")]
    [InlineData("/close")]
    [InlineData("/minutes")]
    [InlineData("/feedback")]
    public async Task Every_page_of_a_meeting_opens_before_during_and_after_it(string page)
    {
        await using var register = await TestRegister.StartAsync();
        var chair = await register.SignInAsync("chair");
        foreach (var meeting in await register.RowsAsync<Guid>("select id from meetings_meeting where area = 'staffordshire' order by met_on limit 4"))
            (await chair.OpenAsync($"/meetings/{meeting}{page}")).Status.ShouldBe(200);
        var elsewhere = (await register.RowsAsync<Guid>("select id from meetings_meeting where area = 'sunderland'"))[0];
        (await chair.OpenAsync($"/meetings/{elsewhere}{page}")).Status.ShouldBe(404);
    }

    private static async Task<Guid> TodaysAsync(TestRegister register, string area, string on)
        => (await register.RowsAsync<Guid>("select id from meetings_meeting where area = @area and met_on = @on and state = 'planned'", new { area, on }))[0];

    private static async Task<Screen> OpenTodaysAsync(Visitor visitor, string page)
        => await visitor.OpenAsync($"/meetings/{await TodaysAsync(visitor.Register, "staffordshire", "2026-11-21")}/{page}");

    private static async Task<Screen> OpenNextAsync(Visitor visitor)
        => await visitor.OpenAsync($"/meetings/{(await visitor.Register.RowsAsync<Guid>("select id from meetings_meeting where area = 'staffordshire' and met_on = '2026-12-03'"))[0]}/agenda");

    /// <summary>Says who is here, everyone or the DSR team alone, and starts the meeting.</summary>
    private static async Task<Screen> StartAsync(Visitor chair, bool everyone, string area = "staffordshire", string on = "2026-11-21")
    {
        var people = await chair.OpenAsync($"/meetings/{await TodaysAsync(chair.Register, area, on)}/people");
        var boxes = people.All("fieldset label.nhsuk-checkboxes__label").Select(label => label.TextContent.Trim()).ToList();
        foreach (var name in everyone ? boxes : boxes.Where(name => name.Contains("DSR", StringComparison.Ordinal))) people.Choose(name);
        people.Choose("The confidentiality statement was read out");
        var run = await people.PressAndFollowAsync("Start meeting");
        run.Heading.ShouldBe("Run the meeting");
        return run;
    }

    private static List<string> References(Screen agenda)
        => [.. agenda.All("tbody tr td:nth-child(2) span.nhsuk-u-secondary-text-colour").Select(text => text.TextContent.Trim())];

    private static Task PublishAsync(TestRegister register, INotification notification)
        => register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.PublishAsync(notification));
            return true;
        });

    private static async Task<string> CountsAsync(TestRegister register)
        => string.Join(' ', await register.RowsAsync<long>(
            """
            select count(*) from meetings_action
            union all select count(*) from meetings_feedback
            union all select count(*) from meetings_meeting where state = 'finalised'
            union all select count(*) from meetings_person where rating = 'red'
            union all select count(*) from shared_outbox
            """));

    private sealed class Throws : INotificationHandler<MeetingFinalised>
    {
        public static bool Now { get; set; }

        public Task Handle(MeetingFinalised notification, CancellationToken cancellationToken)
            => Now ? throw new InvalidOperationException("A subscriber that throws") : Task.CompletedTask;
    }
}
