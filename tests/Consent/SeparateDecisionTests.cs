namespace Dsr.Tests.Consent;

public sealed class SeparateDecisionTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private TestRegister _register = null!;

    public async Task InitializeAsync() => _register = await TestRegister.StartAsync();

    public async Task DisposeAsync() => await _register.DisposeAsync();

    [Fact] // domain 5.1: "Consent asked afresh each time a C(E)TR is offered"
    public async Task Each_CETR_is_asked_afresh_by_who_may_decide_at_that_age_and_never_copied_from_another_decision()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-30), rating: "red");
        var member = await _register.SignInAsync("member");
        var list = await member.OpenAsync($"/people/{person.Reference}/authority/cetr");
        list.Text.ShouldContain("No C(E)TR has been offered yet.");
        (await list.PressAsync("Save and record the answer")).Errors.ShouldBe(["Select which review it is", "Enter the date it was offered"]);
        var first = await OfferAsync(list, Today.AddDays(-2));
        first.Heading.ShouldBe("CTR offered on 19 November 2026");
        first.Text.ShouldContain("Saying no will not change the care you get now.");
        first.Text.ShouldNotContain("parental responsibility agreed");

        var form = await first.Choose("The person agreed").PressAndFollowAsync("Continue");
        var early = await Fill(form, Today.AddDays(-3)).PressAsync("Save decision");
        early.Errors.ShouldBe(["Date they decided must be the same as or after the day it was offered, 19 November 2026: each C(E)TR is asked about afresh"]);
        var agreed = await Fill(form, Today.AddDays(-1)).PressAndFollowAsync("Save decision");
        agreed.Text.ShouldContain("Agreed");
        (await member.OpenAsync($"/people/{person.Reference}/authority/cetr")).Text.ShouldContain("agreed");

        var second = await OfferAsync(await member.OpenAsync($"/people/{person.Reference}/authority/cetr"), Today);
        second.Text.ShouldContain("Not answered yet");
        var no = await second.Choose("They said no").PressAndFollowAsync("Continue");
        no.Text.ShouldContain("Saying no will not change the care you get now.");
        no.Text.ShouldContain("You can change your mind at any time.");
        (await no.PressAsync("Save")).Errors.Count.ShouldBe(6);
        var refused = await no.Choose("Yes", "Have you told them both").TypeDate("When did they decide?", Today).Type("Who said no?", "Robin").Type("How did they say or show it?", "Shook head")
            .Choose("They want one", "You offered an advocate").Type("Which other kinds of review", "A multi-agency meeting: yes").PressAndFollowAsync("Save");
        refused.Text.ShouldContain("Said no");
        refused.Text.ShouldContain("Yes, and they want one");
        // being on the register stays as it was, and what was answered cannot be answered again
        (await (await _register.SignInAsync("agency")).OpenAsync($"/people/{person.Reference}")).Status.ShouldBe(200);
        (await member.OpenAsync(no.Path)).Status.ShouldBe(404);
        (await _register.RowsAsync<string>("select title from referrals_event where person_id = @Id and title like '%CTR' order by title", new { person.Id })).ShouldBe(["Agreed to a CTR", "Offered a CTR", "Offered a CTR", "Said no to a CTR"]);
    }

    [Fact] // issue 4: each C(E)TR asks afresh, by link too
    public async Task One_CETR_is_answered_by_a_link_and_the_register_stays_as_it_was()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-30), rating: "red");
        var (member, agency) = (await _register.SignInAsync("member"), await _register.SignInAsync("agency"));
        var first = await OfferAsync(await member.OpenAsync($"/people/{person.Reference}/authority/cetr"), Today);
        var second = await OfferAsync(await member.OpenAsync($"/people/{person.Reference}/authority/cetr"), Today);
        var (no, yes) = (await ReadAsync(member, first), await ReadAsync(member, second));
        no.Heading.ShouldBe("Do you want to have a review?");
        no.Text.ShouldContain("Being on the register is another question");
        (await _register.Visitor().OpenAsync("/easy" + no.Path)).Text.ShouldContain("It is called a review.");

        var said = await SendAsync(no, "No");
        said.Text.ShouldContain("There will be no review now.");
        var refused = await member.OpenAsync(first.Path);
        refused.Text.ShouldContain("Said no");
        refused.Text.ShouldContain("Advocate offeredYes, and they want one");
        (await member.OpenAsync("/home")).Text.ShouldContain("said no by link");
        (await _register.RowsAsync<string>("select recorded_by_signature from consent_cetr where answer = 'no' and person_id = @Id", new { person.Id })).ShouldBe(["Answered by link"]);

        await SendAsync(yes, "Yes");
        (await member.OpenAsync(second.Path)).Text.ShouldContain("Not answered yet");
        var task = await member.OpenAsync((await member.OpenAsync("/home")).All("main li").First(item => item.TextContent.Contains("said yes by link", StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!);
        var reply = await member.OpenAsync(task.LinkTo("See the answer"));
        reply.Text.ShouldContain("About one C(E)TR.");
        var recorded = await (await member.OpenAsync(reply.LinkTo("Record the decision"))).PressAndFollowAsync("Save decision");
        recorded.Path.ShouldBe(second.Path);
        recorded.Text.ShouldContain("Answered \"Yes\" on the page we sent, as Robin");
        (await member.OpenAsync("/home")).Text.ShouldNotContain("said yes by link");
        // neither touched the register, and a link whose review was answered asks nothing
        (await agency.OpenAsync($"/people/{person.Reference}")).Status.ShouldBe(200);
        (await _register.RowsAsync<long>("select count(*) from consent_withdrawal where person_id = @Id", new { person.Id })).Single().ShouldBe(0);
        (await member.OpenAsync(first.Path + "/link")).Status.ShouldBe(404);
    }

    [Fact] // domain 5.3: capacity is decision-specific
    public async Task Capacity_to_decide_about_a_CETR_is_assessed_for_that_decision_alone()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-30), rating: "red");
        var member = await _register.SignInAsync("member");
        var cetr = await OfferAsync(await member.OpenAsync($"/people/{person.Reference}/authority/cetr"), Today, plan: "Yes");
        cetr.Heading.ShouldBe("CETR offered on 21 November 2026");
        var start = await cetr.Choose("They cannot decide now").PressAndFollowAsync("Continue");
        var list = await start.PressAndFollowAsync("Start now");
        list.Path.ShouldStartWith(cetr.Path + "/best-interests/");
        (await member.OpenAsync(list.Path + "/decision")).Html.ShouldContain("Whether to have the CETR offered on 21 November 2026");
        // the same assessment does not decide about the register
        (await member.OpenAsync($"/people/{person.Reference}/authority/best-interests/{list.Path.Split('/')[^1]}")).Status.ShouldBe(404);
        (await member.OpenAsync($"/people/{person.Reference}/authority/best-interests")).Text.ShouldNotContain("An assessment was started");
    }

    [Fact] // domain 5.1; ui.md 8.6: who can be told is a decision for each kind of recipient
    public async Task Each_kind_of_recipient_is_a_decision_of_its_own_and_a_no_makes_a_task()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-30), rating: "amber");
        var member = await _register.SignInAsync("member");
        var form = await member.OpenAsync($"/people/{person.Reference}/authority/sharing");
        (await form.PressAsync("Save")).Errors.Count.ShouldBe(9);
        foreach (var recipient in new[] { "Health services", "Social care", "Education", "Family or carers", "Voluntary organisations", "Police" }) form.Choose("Yes", recipient);
        form.TypeDate("When did they decide?", Today).Type("Who decided?", "Robin").Type("How did they say or show it?", "Said yes to each");
        (await form.PressAndFollowAsync("Save")).Text.ShouldContain("Police and criminal justiceYes, Robin, 21 November 2026");
        form = await member.OpenAsync($"/people/{person.Reference}/authority/sharing");
        form.Text.ShouldContain("Yes since 21 November 2026, Robin");
        await form.Choose("No", "Police").TypeDate("When did they decide?", Today).Type("Who decided?", "Robin").Type("How did they say or show it?", "Does not like the police").PressAndFollowAsync("Save");
        (await _register.RowsAsync<long>("select count(*) from consent_sharing where person_id = @Id", new { person.Id })).Single().ShouldBe(7);
        (await _register.RowsAsync<string>("select words from consent_task where kind = 'sharing'")).ShouldBe(["Police and criminal justice may not be told any more. Look at who is on the network."]);
    }

    [Fact] // domain 5.1: refusing, of somebody who is not on the register yet
    public async Task A_refusal_before_a_referral_is_recorded_with_the_fixed_sentences_and_ends_what_was_agreed_before()
    {
        var (visitor, draft, id) = await MadeUp.DraftAsync(_register, new(1990, 5, 2));
        await Fill(await visitor.OpenAsync($"/referrals/draft/{draft}/consent/own-consent"), Today).PressAsync("Save and continue");
        var no = await (await visitor.OpenAsync($"/referrals/draft/{draft}/consent")).Choose("They said no").PressAndFollowAsync("Continue");
        var next = await no.Choose("Yes", "Have you told them both").TypeDate("When did they decide?", Today).Type("Who said no?", "Robin").Type("How did they say or show it?", "Said no")
            .Choose("They do not want one", "You offered an advocate").Type("Which other kinds of review", "None wanted").PressAndFollowAsync("Save");
        next.Heading.ShouldBe("You cannot send this referral yet");
        (await _register.RowsAsync<long>("select count(*) from consent_refusal where person_id = @id", new { id })).Single().ShouldBe(1);
        (await _register.RowsAsync<long>("select count(*) from consent_person where id = @id and withdrawn_at is not null", new { id })).Single().ShouldBe(1);
    }

    [Fact] // ui.md 7.A /my-entry
    public async Task A_person_has_a_page_of_their_own_where_the_area_has_it_until_sharing_stops()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-30), rating: "amber");
        var member = await _register.SignInAsync("member");
        var letter = await (await member.OpenAsync($"/people/{person.Reference}/authority/entry-link")).Choose("Plain words").Choose("A letter that I print").PressAsync("Make the link");
        letter.Status.ShouldBe(200);
        var path = new Uri(letter.Find(".nhsuk-inset-text p")!.TextContent.Trim()).AbsolutePath;
        var visitor = _register.Visitor();
        var page = await visitor.OpenAsync(path);
        page.Status.ShouldBe(200);
        page.Document.Title!.ShouldNotContain("Robin");
        page.Text.ShouldContain("It counts until");
        // what each module holds, in plain words
        page.Text.ShouldContain("You may have to go into hospital if nobody helps more.");
        page.Text.ShouldContain("It is not about other risks.");
        page.Text.ShouldContain("Nobody has said that they will do something now.");
        page.Text.ShouldContain("No meeting about you is planned now.");
        page.Text.ShouldContain("MPFT DSR Team, last on 21 November 2026");
        (await page.PressAsync("Send")).Errors.ShouldBe(["Select what you would like to tell us", "Enter what you would like to tell us"]);
        (await page.Choose("Something is wrong").Type("What is it?", "My address is old").PressAndFollowAsync("Send")).Banner.ShouldContain("We have what you sent.");
        (await member.OpenAsync("/home")).Text.ShouldContain("says that something on their page is wrong, by 23 November 2026");
        (await _register.RowsAsync<long>("select count(*) from shared_audit where action like '%my-entry%'")).Single().ShouldBeGreaterThan(1);

        await (await member.OpenAsync($"/people/{person.Reference}/authority/entry-link")).Choose("Plain words").Choose("A letter that I print").PressAsync("Make the link");
        (await visitor.OpenAsync(path)).Status.ShouldBe(404);
        var elsewhere = await _register.SignInAsync("member", "sunderland");
        var theirs = (await _register.RowsAsync<string>("select reference from consent_person where area = 'sunderland' and withdrawn_at is null and state = 'active' order by ends_on desc"))[0];
        (await elsewhere.OpenAsync($"/people/{theirs}/authority/entry-link")).Status.ShouldBe(404);
    }

    [Fact] // issue 4: 16th and 18th birthdays, 90 days before; 28 days to renew, decide or remove
    public async Task Home_shows_birthdays_90_days_before_and_the_day_by_which_a_lapse_is_settled()
    {
        var young = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-100), rating: "amber", born: new(2009, 2, 20));
        await MadeUp.RegisterAsync(_register, Today, consentOn: new(2025, 11, 1), rating: "amber");
        var home = await (await _register.SignInAsync("member")).OpenAsync("/home");
        home.Text.ShouldContain("Robin Made-Up: renew, decide in best interests or remove, by 28 November 2026");
        home.Text.ShouldNotContain("Robin Made-Up: turns 18");
        _register.Clock.MoveTo(Today.AddDays(1));
        var member = await _register.SignInAsync("member");
        (await member.OpenAsync("/home")).Text.ShouldContain("Robin Made-Up: turns 18: parental responsibility ends, and a CETR becomes a CTR unless there is an EHCP, by 20 February 2027");
        (await (await _register.SignInAsync("referrer")).OpenAsync("/home")).Text.ShouldContain("Robin Made-Up: turns 18");
        var review = await member.OpenAsync((await member.OpenAsync($"/people/{young.Reference}/authority")).LinkTo("Record the review"));
        await review.Type("What was agreed?", "Attorney to be registered by April").PressAndFollowAsync("Record the review");
        (await member.OpenAsync("/home")).Text.ShouldNotContain("Robin Made-Up: turns 18");
    }

    private async Task<Screen> ReadAsync(Visitor member, Screen cetr)
    {
        var letter = await (await member.OpenAsync(cetr.LinkTo("Send a link"))).Choose("Plain words").Choose("A letter that I print").PressAsync("Make the link");
        return await _register.Visitor().OpenAsync(new Uri(letter.Find(".nhsuk-inset-text p")!.TextContent.Trim()).AbsolutePath);
    }

    private static async Task<Screen> SendAsync(Screen read, string answer)
    {
        var who = await (await read.PressAsync("Continue")).Choose(answer).PressAsync("Continue");
        var next = await (await who.Type("Your name", "Robin").Choose("Yes").PressAsync("Continue")).Choose("Yes").PressAsync("Continue");
        return await (answer == "Yes" ? await next.Choose("Health services").PressAsync("Continue") : next).PressAsync("Send my answer");
    }

    private static async Task<Screen> OfferAsync(Screen list, DateOnly on, string plan = "No")
        => await list.Choose("Community").Choose(plan, "Does Robin have an education").TypeDate("When was it offered?", on).PressAndFollowAsync("Save and record the answer");

    private static Screen Fill(Screen form, DateOnly on)
        => form.TypeDate("When did they decide?", on).Choose("In person", "How was it given?").Choose("Easy read", "What were they given").Type("How did they say or show their decision?", "Said yes, clearly").Choose("Health services", "Who have they agreed");
}
