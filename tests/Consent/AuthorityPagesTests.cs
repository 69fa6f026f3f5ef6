using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Consent;

public sealed class AuthorityPagesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private TestRegister _register = null!;

    public async Task InitializeAsync() => _register = await TestRegister.StartAsync();

    public async Task DisposeAsync() => await _register.DisposeAsync();

    [Fact] // journey 8.1 step 3
    public async Task A_draft_for_an_adult_offers_the_lawful_routes_and_saves_the_persons_own_consent()
    {
        var (visitor, draft, person) = await DraftAsync(new(1990, 5, 2));
        var choose = await visitor.OpenAsync($"/referrals/draft/{draft}/consent");
        choose.Status.ShouldBe(200);
        choose.Heading.ShouldBe("Consent or best interests decision");
        choose.Text.ShouldContain("They cannot decide now");
        choose.Text.ShouldNotContain("parental responsibility agreed");

        var form = await choose.Choose("The person agreed").PressAndFollowAsync("Continue");
        form.Heading.ShouldBe("Record the decision");
        var saved = await FillOwn(form, new(2026, 11, 20)).PressAsync("Save and continue");
        saved.Status.ShouldBe(303, string.Join("; ", saved.Errors));
        saved.Location.ShouldBe($"/referrals/draft/{draft}");
        var row = (await _register.RowsAsync<Kept>("select kind, ends_on from consent_person where id = @person", new { person })).Single();
        row.ShouldBe(new Kept("own-consent", new(2027, 11, 19)));
    }

    [Fact] // domain 5.2: posted past the page, refused by the server
    public async Task A_parents_agreement_for_an_adult_is_refused_by_the_server_with_the_reason()
    {
        var (visitor, draft, _) = await DraftAsync(new(1990, 5, 2));
        var form = await visitor.OpenAsync($"/referrals/draft/{draft}/consent/own-consent");
        var fields = FillOwn(form, new(2026, 11, 20)).Fields((AngleSharp.Html.Dom.IHtmlFormElement)form.Find("main form")!);
        var refused = await visitor.PostAsync($"/referrals/draft/{draft}/consent/parental", fields);
        refused.Status.ShouldBe(422);
        refused.Errors[0].ShouldBe("Robin was 36 on that day. Nobody has parental responsibility for an adult: Robin decides, or if they lack capacity an attorney, a deputy or a best interests decision");
    }

    [Fact] // domain 5.1
    public async Task Under_16_the_child_is_asked_too_and_a_best_interests_decision_is_not_offered()
    {
        var (visitor, draft, _) = await DraftAsync(new(2014, 5, 2));
        var choose = await visitor.OpenAsync($"/referrals/draft/{draft}/consent");
        choose.Text.ShouldNotContain("They cannot decide now");
        var form = await choose.Choose("A person with parental responsibility agreed").PressAndFollowAsync("Continue");
        var invalid = await form.PressAsync("Save and continue");
        invalid.Status.ShouldBe(422);
        invalid.Errors.ShouldContain("Enter what Robin said about it");
        invalid.Errors.ShouldContain("Enter the date they decided");
        invalid.Errors.ShouldContain("Enter why they have parental responsibility");
    }

    [Fact]
    public async Task Without_a_decision_a_page_says_what_to_do_next()
    {
        var (visitor, draft, _) = await DraftAsync(new(1990, 5, 2));
        var next = await (await visitor.OpenAsync($"/referrals/draft/{draft}/consent")).Choose("Nobody has decided yet").PressAndFollowAsync("Continue");
        next.Heading.ShouldBe("You cannot send this referral yet");
        next.Text.ShouldContain("Saying no will not change the care you get now.");
    }

    [Fact] // security.md T2
    public async Task A_draft_is_open_only_to_who_started_it_and_to_the_areas_team()
    {
        var (_, draft, _) = await DraftAsync(new(1990, 5, 2));
        (await (await _register.SignInAsync("referrer2")).OpenAsync($"/referrals/draft/{draft}/consent")).Status.ShouldBe(404);
        (await (await _register.SignInAsync("member")).OpenAsync($"/referrals/draft/{draft}/consent")).Status.ShouldBe(200);
        (await (await _register.SignInAsync("member", "sunderland")).OpenAsync($"/referrals/draft/{draft}/consent")).Status.ShouldBe(404);
    }

    [Fact] // journey 8.6 d; security.md T13
    public async Task A_withdrawal_takes_effect_with_the_next_request_of_another_agency()
    {
        var shared = await SharedAsync();
        var agency = await _register.SignInAsync("agency");
        (await agency.OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(200);

        var member = await _register.SignInAsync("member");
        var form = await member.OpenAsync($"/people/{shared.Reference}/authority/withdraw");
        form.Heading.ShouldBe("Record that consent has been withdrawn");
        var what = await form.Type("Who withdrew consent?", "The person").TypeDate("When?", new(2026, 11, 21)).Choose("By phone").PressAsync("Continue");
        what.Status.ShouldBe(200);
        what.Heading.ShouldBe("What will happen now");
        (await agency.OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(200);

        var done = await what.PressAndFollowAsync("Record withdrawal");
        done.Banner.ShouldContain("Withdrawal recorded");
        done.Strip.ShouldContain("Withdrawn");
        done.Text.ShouldContain("The person cannot be discussed.");
        (await agency.OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(404);
        (await agency.OpenAsync($"/people/{shared.Reference}/authority")).Status.ShouldBe(404);
    }

    [Fact] // security.md T14: no job is running
    public async Task An_authority_lapses_at_midnight_in_London_without_any_job()
    {
        var shared = await SharedAsync();
        var agency = await _register.SignInAsync("agency");
        _register.Clock.MoveTo(shared.EndsOn, new TimeOnly(23, 50));
        agency = await _register.SignInAsync("agency");
        (await agency.OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(200);
        _register.Clock.Advance(TimeSpan.FromMinutes(10));
        (await agency.OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(404);
        var member = await _register.SignInAsync("member");
        (await member.OpenAsync($"/people/{shared.Reference}")).Strip.ShouldContain("Ended");
    }

    [Fact] // journey 8.6 a
    public async Task A_renewal_lasts_another_12_months_and_a_new_decision_after_a_withdrawal_opens_the_record_again()
    {
        var shared = await SharedAsync();
        var member = await _register.SignInAsync("member");
        var form = await member.OpenAsync($"/people/{shared.Reference}/authority/renew/own-consent");
        var renewed = await FillOwn(form, new(2026, 11, 21)).PressAndFollowAsync("Save decision");
        renewed.Banner.ShouldContain("Decision renewed");
        renewed.Text.ShouldContain("20 November 2027");

        await WithdrawAsync(member, shared.Reference);
        (await (await _register.SignInAsync("agency")).OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(404);
        form = await member.OpenAsync($"/people/{shared.Reference}/authority/renew/own-consent");
        var again = await FillOwn(form, new(2026, 11, 21)).PressAndFollowAsync("Save decision");
        again.Banner.ShouldContain("Decision recorded");
        again.Strip.ShouldContain("Consent given");
        (await (await _register.SignInAsync("agency")).OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Two_people_at_once_are_told_and_nothing_is_overwritten()
    {
        var shared = await SharedAsync();
        var member = await _register.SignInAsync("member");
        var lead = await _register.SignInAsync("lead");
        var first = await member.OpenAsync($"/people/{shared.Reference}/authority/renew/own-consent");
        var second = await lead.OpenAsync($"/people/{shared.Reference}/authority/renew/own-consent");
        (await FillOwn(first, new(2026, 11, 20)).PressAsync("Save decision")).Status.ShouldBe(303);
        var lost = await FillOwn(second, new(2026, 11, 20)).PressAsync("Save decision");
        lost.Status.ShouldBe(409);
        lost.Html.ShouldContain("Said yes, clearly");
        lost.Text.ShouldContain("The person agreed, and has capacity to decide, decided on 20 November 2026");
        (await _register.RowsAsync<long>("select count(*) from consent_decision where person_id = @Id and act = 'renewed'", new { shared.Id })).Single().ShouldBe(1);
    }

    [Fact] // issue 4: "Marking as recorded in error is a different act"
    public async Task What_was_recorded_in_error_stays_struck_through_and_what_stood_before_it_counts_again()
    {
        var shared = await SharedAsync();
        var (member, agency) = (await _register.SignInAsync("member"), await _register.SignInAsync("agency"));
        var authority = $"/people/{shared.Reference}/authority";
        async Task<Screen> MarkAsync() => await (await member.OpenAsync((await member.OpenAsync(authority)).LinkTo("Mark the last entry as recorded in error"))).Type("What was wrong with it?", "Meant for somebody else").PressAndFollowAsync("Mark as recorded in error");

        // a withdrawal that nobody said
        await WithdrawAsync(member, shared.Reference);
        (await agency.OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(404);
        var marked = await MarkAsync();
        marked.Text.ShouldContain("Recorded in error");
        marked.Text.ShouldContain("Meant for somebody else");
        marked.Text.ShouldNotContain("Consent was withdrawn on");
        (await agency.OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(200);
        (await _register.RowsAsync<long>("select count(*) from consent_withdrawal where person_id = @Id and error_at is not null", new { shared.Id })).Single().ShouldBe(1);

        // a decision that nobody made: without another nothing is in force, and nobody withdrew anything
        var none = await MarkAsync();
        none.Text.ShouldContain("No consent or best interests decision is recorded");
        (await agency.OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(404);
        (await _register.RowsAsync<long>("select count(*) from consent_person where id = @Id and withdrawn_at is null and decision_id is null", new { shared.Id })).Single().ShouldBe(1);
        (await FillOwn(await member.OpenAsync(authority + "/renew/own-consent"), Today).PressAsync("Save decision")).Status.ShouldBe(303);
        (await agency.OpenAsync($"/people/{shared.Reference}")).Status.ShouldBe(200);
        // nobody but the team says so
        (await (await _register.SignInAsync("referrer")).OpenAsync(authority + "/error")).Status.ShouldBe(403);
    }

    [Fact] // domain 5.4
    public async Task The_owner_is_reminded_once_for_a_stage_and_never_after_a_withdrawal()
    {
        var owned = await MadeUp.RegisterAsync(_register, Today, consentOn: new(2025, 12, 4), rating: "green");
        owned.EndsOn.ShouldBe(new DateOnly(2026, 12, 3));
        (await _register.RunJobAsync("remind-consent-renewal")).Outcome.ShouldBe("done");
        (await MailsAsync(owned.Id)).ShouldBe(1);
        await _register.RunJobAsync("remind-consent-renewal");
        (await MailsAsync(owned.Id)).ShouldBe(1);

        _register.Clock.MoveTo(owned.EndsOn.AddDays(-7));
        await _register.RunJobAsync("remind-consent-renewal");
        (await MailsAsync(owned.Id)).ShouldBe(2);

        await WithdrawAsync(await _register.SignInAsync("member"), owned.Reference);
        _register.Clock.MoveTo(owned.EndsOn);
        await _register.RunJobAsync("remind-consent-renewal");
        (await MailsAsync(owned.Id)).ShouldBe(2);
        (await _register.RowsAsync<long>("select count(*) from shared_outbox where person_id = @Id and state = 'due'", new { owned.Id })).Single().ShouldBe(0);
    }

    [Fact]
    public async Task A_lapse_is_told_once()
    {
        await MadeUp.RegisterAsync(_register, Today, consentOn: new(2025, 11, 1), rating: "green");
        var before = (await _register.RowsAsync<long>("select count(*) from consent_person where state = 'active' and withdrawn_at is null and ends_on < '2026-11-21'")).Single();
        before.ShouldBeGreaterThan(0);
        (await _register.RunJobAsync("notice-lapses")).Done.ShouldBe((int)before);
        (await _register.RunJobAsync("notice-lapses")).Done.ShouldBe(0);
    }

    [Fact] // contract.md, "Demonstration data"
    public async Task The_demonstration_has_a_withdrawn_person_in_each_area()
        => (await _register.RowsAsync<string>("select distinct area from consent_person where withdrawn_at is not null")).Count.ShouldBe(5);

    private async Task WithdrawAsync(Visitor visitor, string reference)
    {
        var form = await visitor.OpenAsync($"/people/{reference}/authority/withdraw");
        var what = await form.Type("Who withdrew consent?", "The person").TypeDate("When?", _register.Clock.Today()).Choose("By phone").PressAsync("Continue");
        (await what.PressAsync("Record withdrawal")).Status.ShouldBe(303);
    }

    private Task<long> MailsAsync(Guid person)
        => _register.InScopeAsync(services => services.GetRequiredService<Db>().FirstAsync<long>("select count(*) from shared_outbox where person_id = @person and template = 'consent-renewal'", new { person }));

    private Task<(Visitor Visitor, Guid Draft, Guid Person)> DraftAsync(DateOnly born) => MadeUp.DraftAsync(_register, born);

    // somebody with consent of their own whom the agency's organisation is involved with
    private Task<MadeUp> SharedAsync() => MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-30), rating: "amber");

    private static Screen FillOwn(Screen form, DateOnly on)
        => form.TypeDate("When did they decide?", on).Choose("In person", "How was it given?").Choose("Easy read", "What were they given").Choose("Talked through", "What were they given")
            .Type("How did they say or show their decision?", "Said yes, clearly").Choose("Health services", "Who have they agreed").Choose("Social care", "Who have they agreed");

    private sealed record Kept(string Kind, DateOnly EndsOn);

}
