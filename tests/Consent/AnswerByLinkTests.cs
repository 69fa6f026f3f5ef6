using System.Text.RegularExpressions;
using Dsr.Consent;

namespace Dsr.Tests.Consent;

public sealed partial class AnswerByLinkTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private TestRegister _register = null!;

    public async Task InitializeAsync() => _register = await TestRegister.StartAsync();

    public async Task DisposeAsync() => await _register.DisposeAsync();

    [Fact] // issue 4; security.md T10, T11; journey 8.6 a
    public async Task A_link_names_nobody_is_kept_as_a_hash_is_not_used_up_by_looking_and_answers_once()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-340), rating: "amber");
        var referrer = await _register.SignInAsync("referrer");
        var path = await SendAsync(referrer, person.Reference);
        var mail = (await MailsAsync(person.Id)).ShouldHaveSingleItem();
        mail.ShouldNotContain(person.FirstName);
        mail.ShouldNotContain(person.Reference);
        mail.ShouldContain("5 December 2026");
        var token = path.Split('/')[^1];
        (await _register.RowsAsync<string>("select token_hash from consent_link")).ShouldBe([Dsr.Consent.Token.HashOf(token)]);

        // a mail scanner looks, three times
        var scanner = _register.Visitor();
        for (var look = 0; look < 3; look++) (await scanner.OpenAsync(path)).Status.ShouldBe(200);
        var visitor = _register.Visitor();
        var check = await AnswerAsync(await visitor.OpenAsync(path), "Yes");
        check.Heading.ShouldBe("Check your answers");
        var sent = await check.PressAsync("Send my answer");
        sent.Text.ShouldContain("You said yes.");
        (await visitor.OpenAsync(path)).Heading.ShouldBe("You have already answered");
        (await check.PressAsync("Send my answer")).Heading.ShouldBe("You have already answered");
        (await _register.RowsAsync<long>("select count(*) from consent_reply")).Single().ShouldBe(1);

        // a yes counts when it is recorded: it comes to who owns the entry and to the team
        (await referrer.OpenAsync("/home")).Text.ShouldContain("answered by link");
        var member = await _register.SignInAsync("member");
        var home = await member.OpenAsync("/home");
        home.Text.ShouldContain("said yes by link, by 27 November 2026");
        var task = await member.OpenAsync(TaskOn(home, "said yes by link"));
        var reply = await member.OpenAsync(task.LinkTo("See the answer"));
        reply.Text.ShouldContain("Would like an advocateYes");
        var form = await member.OpenAsync(reply.LinkTo("Record the decision"));
        var recorded = await form.PressAndFollowAsync("Save decision");
        recorded.Text.ShouldContain("Answered \"Yes\" on the page we sent, as Robin (Yes)");
        recorded.Text.ShouldContain("Privacy noticeVersion 1");
        recorded.Text.ShouldContain("20 November 2027");
        (await member.OpenAsync("/home")).Text.ShouldNotContain("said yes by link");
    }

    [Fact] // issue 4: the team calls back
    public async Task Not_sure_is_called_back_by_a_date_and_no_stops_sharing_at_once()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-340), rating: "amber");
        var referrer = await _register.SignInAsync("referrer");
        var check = await AnswerAsync(await _register.Visitor().OpenAsync(await SendAsync(referrer, person.Reference)), "I am not sure", "01632 960 001");
        (await check.PressAsync("Send my answer")).Text.ShouldContain("Somebody will talk to you by 24 November 2026.");
        var member = await _register.SignInAsync("member");
        var home = await member.OpenAsync("/home");
        home.Text.ShouldContain("not sure: call back, by 24 November 2026");
        var task = await member.OpenAsync(TaskOn(home, "call back"));
        task.Text.ShouldContain("Call 01632 960 001.");
        (await (await _register.SignInAsync("member", "sunderland")).OpenAsync(task.Path)).Status.ShouldBe(404);
        (await task.Type("What did you do?", "Called, will think about it").PressAndFollowAsync("Mark as done")).Text.ShouldNotContain("call back");

        var agency = await _register.SignInAsync("agency");
        (await agency.OpenAsync($"/people/{person.Reference}")).Status.ShouldBe(200);
        var path = await SendAsync(referrer, person.Reference);
        check = await AnswerAsync(await _register.Visitor().OpenAsync(path.Replace("/easy", "", StringComparison.Ordinal)), "No");
        (await check.PressAsync("Send my answer")).Text.ShouldContain("Sharing has stopped.");
        (await agency.OpenAsync($"/people/{person.Reference}")).Status.ShouldBe(404);
        var withdrawn = await member.OpenAsync($"/people/{person.Reference}/authority");
        withdrawn.Text.ShouldContain("Robin, on the page we sent withdrew consent");
        (await member.OpenAsync("/home")).Text.ShouldContain("confirm that sharing has stopped, by 27 November 2026");
        (await member.OpenAsync($"/people/{person.Reference}/authority/withdrawn")).Text.ShouldContain("The care you get now does not change.");
    }

    [Fact] // security.md T11: expires; ui.md 3.4: a button that sends a new one
    public async Task A_link_ends_after_its_days_and_a_new_one_goes_only_to_the_same_address()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-100), rating: "amber");
        var path = await SendAsync(await _register.SignInAsync("referrer"), person.Reference);
        var visitor = _register.Visitor();
        _register.Clock.MoveTo(Today.AddDays(14), new TimeOnly(23, 50));
        var open = await visitor.OpenAsync(path);
        open.Status.ShouldBe(200);
        _register.Clock.Advance(TimeSpan.FromMinutes(11));
        (await open.PressAsync("Continue")).Heading.ShouldBe("This link has ended");
        var ended = await visitor.OpenAsync(path);
        ended.Status.ShouldBe(404);
        (await ended.PressAsync("Send me a new link")).Heading.ShouldBe("We have sent you a new link");
        (await MailsAsync(person.Id)).Count.ShouldBe(2);
        (await ended.PressAsync("Send me a new link")).Heading.ShouldBe("This link has ended");
        (await visitor.OpenAsync("/consent/" + new string('a', 43))).Status.ShouldBe(404);
        (await MailsAsync(person.Id)).Count.ShouldBe(2);
    }

    [Fact] // ui.md 7.A /stop; domain 5.4: any channel, any time, effective at once
    public async Task Anyone_can_stop_sharing_in_three_pages_with_reference_and_date_of_birth_and_is_phoned_without()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-100), rating: "amber");
        var agency = await _register.SignInAsync("agency");
        var check = await StopAsync(person.Reference.Replace('-', ' '), new(1995, 5, 2));
        (await agency.OpenAsync($"/people/{person.Reference}")).Status.ShouldBe(200);
        (await check.PressAsync("Stop sharing")).Heading.ShouldBe("Sharing has stopped");
        (await agency.OpenAsync($"/people/{person.Reference}")).Status.ShouldBe(404);

        var other = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-100), rating: "amber");
        for (var guess = 1; guess <= 5; guess++)
            (await (await StopAsync(other.Reference, new DateOnly(1995, 5, 2).AddDays(guess))).PressAsync("Stop sharing")).Heading.ShouldBe("We will phone you");
        // after five guesses nobody learns whether they were right; the wish is kept all the same
        (await (await StopAsync(other.Reference, new(1995, 5, 2))).PressAsync("Stop sharing")).Heading.ShouldBe("We will phone you");
        (await agency.OpenAsync($"/people/{other.Reference}")).Status.ShouldBe(200);
        (await _register.RowsAsync<long>("select count(*) from consent_task where kind = 'stop' and area = 'staffordshire'")).Single().ShouldBe(6);
        _register.Clock.Advance(TimeSpan.FromMinutes(16));
        (await (await StopAsync(other.Reference, new(1995, 5, 2))).PressAsync("Stop sharing")).Heading.ShouldBe("Sharing has stopped");
    }

    private async Task<Screen> StopAsync(string reference, DateOnly born)
    {
        var who = await (await _register.Visitor().OpenAsync("/stop")).PressAsync("Continue");
        var empty = await who.PressAsync("Continue");
        empty.Errors.Count.ShouldBe(5);
        return await who.Type("Reference", reference).TypeDate("Date of birth of the person", born).Select("Where do they live?", "Staffordshire").Type("Your name", "Alex Made-Up").Choose("Their carer").Type("Phone number", "01632 960 001").PressAsync("Continue");
    }

    private static async Task<Screen> AnswerAsync(Screen read, string answer, string? phone = null)
    {
        var question = await read.PressAsync("Continue");
        (await question.PressAsync("Continue")).Errors.ShouldBe(["Select yes, no or I am not sure"]);
        var who = (await question.Choose(answer).PressAsync("Continue")).Type("Your name", "Robin").Choose("Yes");
        if (phone is not null) who = who.Type("What number can we call you on?", phone);
        var advocate = await who.PressAsync("Continue");
        var next = await advocate.Choose("Yes").PressAsync("Continue");
        return answer == "Yes" ? await next.Choose("Health services").Choose("Social care").PressAsync("Continue") : next;
    }

    private async Task<string> SendAsync(Visitor visitor, string reference)
    {
        var form = await visitor.OpenAsync($"/people/{reference}/authority/link");
        (await form.PressAsync("Make the link")).Errors.Count.ShouldBe(2);
        var done = await form.Choose("Easy read").Choose("By email").Type("Their email address", "someone@example.com").PressAndFollowAsync("Make the link");
        done.Banner.ShouldContain("Link sent.");
        var open = (await _register.RowsAsync<string>("select token_hash from consent_link where ended_at is null")).ShouldHaveSingleItem();
        var paths = (await _register.RowsAsync<string>("select body from shared_outbox where template = 'consent-link'")).Select(body => new Uri(Address().Match(body).Value).AbsolutePath);
        return paths.Single(path => Dsr.Consent.Token.HashOf(path.Split('/')[^1]) == open);
    }

    private static string TaskOn(Screen home, string what) => home.All("main li").First(item => item.TextContent.Contains(what, StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!;

    private Task<IReadOnlyList<string>> MailsAsync(Guid person)
        => _register.RowsAsync<string>("select subject || body from shared_outbox where person_id = @person and template = 'consent-link'", new { person });

    [GeneratedRegex("http://[^\\s]+/consent/[^\\s]+")]
    private static partial Regex Address();
}
