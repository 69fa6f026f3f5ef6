using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Referrals.SelfReferral;

/// <summary>What stands around the self-referral: links by mail, tracking, what a program sends, and that nobody learns who is on the register.</summary>
public sealed partial class SelfReferralGuardTests
{
    [Fact]
    public async Task A_mailed_link_brings_somebody_back_once_and_a_mail_scanner_does_not_use_it_up()
    {
        await using var register = await TestRegister.StartAsync();
        var person = new SelfReferralSteps(register.Visitor(), register, "staffordshire");
        person.Answers["How should we contact you?"] = page => page.Choose("Email").Type("Email address", "ash.person@example.com");
        var code = await person.UntilAsync(await person.StartAsync(), "How should we contact you?");
        var asked = await person.Answers["How should we contact you?"](code).PressAndFollowAsync("Continue");
        asked.Heading.ShouldBe("Check your email");
        (await asked.Type("Code", "000000x").PressAsync("Continue")).Errors.ShouldBe(["Enter the code in the email. It is 6 digits, and works for 30 minutes"]);
        var mailed = Code().Match((await BodiesAsync(register, "self-referral-code")).Single()).Value;
        var wrong = mailed == "123456" ? "654321" : "123456";
        (await asked.Type("Code", wrong).PressAsync("Continue")).Status.ShouldBe(422);
        var confirmed = await asked.Type("Code", mailed).PressAndFollowAsync("Continue");
        confirmed.Banner.ShouldContain("Your email address is confirmed.");
        await person.UntilAsync(confirmed, "What is your date of birth?");

        var body = (await BodiesAsync(register, "self-referral-resume")).Single();
        body.ShouldNotContain("Tarrant");
        body.ShouldNotContain("Ash");
        var link = Path().Match(body).Value;
        await register.Visitor().OpenAsync(link);
        await register.Visitor().OpenAsync(link);
        var elsewhere = register.Visitor();
        var back = await (await elsewhere.OpenAsync(link)).PressAndFollowAsync("Carry on");
        back.Text.ShouldContain("Tarrant");
        var ended = await register.Visitor().OpenAsync(link);
        ended.Heading.ShouldBe("This link has ended");
        register.Clock.Advance(TimeSpan.FromMinutes(1));
        (await ended.PressAsync("Send a new link")).Heading.ShouldBe("Check your email");
        (await BodiesAsync(register, "self-referral-resume")).Count.ShouldBe(2);

        // kept for the area's days, and then gone whether or not the job has run
        register.Clock.MoveTo(new DateOnly(2026, 11, 29));
        (await elsewhere.OpenAsync(back.Path)).Status.ShouldBe(404);
        (await register.RunJobAsync("forget-self-referrals")).Done.ShouldBe(1);
        (await register.RowsAsync<long>("select count(*) from referrals_self_draft where state = 'open'")).ShouldBe([0]);
    }

    [Fact]
    public async Task A_referral_is_tracked_by_reference_and_date_of_birth_and_whatever_is_wrong_has_one_answer()
    {
        await using var register = await TestRegister.StartAsync();
        var sent = SelfReferralSteps.Reference(await new SelfReferralSteps(register.Visitor(), register, "staffordshire").SendAsync());
        var born = new DateOnly(1999, 3, 14);
        var visitor = register.Visitor();

        async Task<Screen> TryAsync(string reference, DateOnly date) => await (await visitor.OpenAsync("/track?area=staffordshire")).Type("Reference", reference).TypeDate("What is the person's date of birth?", date).PressAsync("Continue");
        var tracked = await visitor.FollowAsync((await TryAsync(sent.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), born)).Location!);
        tracked.Text.ShouldContain("Received on 21 November 2026");
        tracked.Text.ShouldContain("Not looked at yet");
        foreach (var secret in new[] { "Tarrant", "999 000 0018", "sleep" }) tracked.Html.ShouldNotContain(secret);

        foreach (var wrong in new[] { await TryAsync(sent, born.AddDays(1)), await TryAsync("DR-0000-0000", born), await TryAsync("nonsense", born) })
            wrong.Errors.ShouldBe(["We cannot find that reference and date of birth"]);
        await TryAsync("DR-0000-0001", born);
        var stopped = await TryAsync(sent, born);
        (stopped.Status, stopped.Heading).ShouldBe((429, "You have tried too many times"));
        register.Clock.Advance(TimeSpan.FromMinutes(16));
        (await TryAsync(sent, born)).Status.ShouldBe(303);

        await register.ChangeAsync("update referrals_referral set state = 'declined', decided_at = @at where reference = @sent", new { sent, at = register.Clock.GetUtcNow() });
        (await visitor.FollowAsync((await TryAsync(sent, born)).Location!)).Text.ShouldContain("Decided on 21 November 2026");
        register.Clock.Advance(TimeSpan.FromHours(2));
        (await visitor.OpenAsync(tracked.Path)).Heading.ShouldBe("This link has ended");
    }

    /// <summary>security.md T34: what a program sends is held back, without telling it; a person at another address still comes through.</summary>
    [Fact]
    public async Task What_looks_like_a_program_is_held_back_until_the_team_has_read_it()
    {
        await using var register = await TestRegister.StartAsync(change: Addresses);
        var bot = register.Visitor();
        bot.Client.DefaultRequestHeaders.Add("X-Test-Address", "203.0.113.7");
        var steps = new SelfReferralSteps(bot, register, "northamptonshire") { Takes = TimeSpan.FromMinutes(1) };
        steps.Answers["Are you or they safe right now?"] = page => page.Choose("No, someone could be hurt today");
        var check = await steps.UntilAsync(await steps.StartAsync(), "Check your answers");
        var held = await check.Type("Self.Website", "http://spam.example.com").PressAndFollowAsync("Send");
        held.Heading.ShouldBe("We have your referral");
        (await register.RowsAsync<string>("select state from referrals_referral where reference = @r", new { r = SelfReferralSteps.Reference(held) })).ShouldBeEmpty();
        for (var more = 0; more < 4; more++) (await SendAgainAsync(steps)).Status.ShouldBe(303);
        var sixth = await SendAgainAsync(steps);
        (sixth.Status, sixth.Heading).ShouldBe((429, "You have sent several referrals"));
        var other = register.Visitor();
        other.Client.DefaultRequestHeaders.Add("X-Test-Address", "203.0.113.8");
        (await new SelfReferralSteps(other, register, "northamptonshire").SendAsync()).Heading.ShouldBe("We have your referral");

        var team = await register.SignInAsync("member", "northamptonshire");
        (await team.OpenAsync("/referrals")).Text.ShouldContain("One of them says that someone may be in crisis");
        var list = await team.OpenAsync("/referrals/held");
        var row = list.All("tbody tr")[0];
        row.TextContent.ShouldContain("May be in crisis");
        row.TextContent.ShouldContain("A box was filled in that no person sees");
        (await (await register.SignInAsync("member")).OpenAsync(row.QuerySelector("a")!.GetAttribute("href")!)).Status.ShouldBe(404);
        var one = await team.OpenAsync(row.QuerySelector("a")!.GetAttribute("href")!);
        (await one.PressAsync("Save")).Errors.ShouldBe(["Select what to do with it"]);
        var released = await one.Choose("A person's referral: release it").PressAndFollowAsync("Save");
        released.Text.ShouldContain("Says may be in crisis");
        (await register.RowsAsync<string>("select state from referrals_referral where reference = @r", new { r = SelfReferralSteps.Reference(held) })).ShouldBe(["submitted"]);

        var demo = (await team.OpenAsync("/referrals/held")).All("tbody tr")[0].QuerySelector("a")!.GetAttribute("href")!;
        (await (await team.OpenAsync(demo)).Choose("Not a referral: put it away").PressAsync("Save")).Errors.ShouldBe(["Enter why it is not a referral"]);
        (await (await team.OpenAsync(demo)).Choose("Not a referral: put it away").Type("Why is it not a referral?", "Advertising").PressAndFollowAsync("Save")).Banner.ShouldContain("Put away");
        register.Clock.MoveTo(new DateOnly(2026, 12, 30));
        await register.RunJobAsync("forget-self-referrals");
        (await register.RowsAsync<long>("select count(*) from referrals_self_draft where state = 'discarded'")).ShouldBe([0]);
    }

    /// <summary>security.md T5: whoever is on the register and whoever is not is answered with the same bytes, and no mail goes to anybody whom the register knows.</summary>
    [Fact]
    public async Task Nobody_learns_from_the_public_form_who_is_on_the_register()
    {
        await using var register = await TestRegister.StartAsync();
        var known = (await register.RowsAsync<Known>("select first_name, last_name, born_on, nhs_number from referrals_person where state = 'active' and area = 'staffordshire' and nhs_number is not null order by reference limit 1")).Single();
        var answers = new List<string>();
        var mails = await register.RowsAsync<long>("select count(*) from shared_outbox");
        foreach (var somebody in new[] { known, new Known("Nobody", "Unknown", known.BornOn, "9990000018") })
        {
            var steps = new SelfReferralSteps(register.Visitor(), register, "staffordshire");
            steps.Answers["What is your name?"] = page => page.Type("First name", somebody.FirstName).Type("Last name", somebody.LastName);
            steps.Answers["What is your date of birth?"] = page => page.TypeDate("What is your date of birth?", somebody.BornOn);
            steps.Answers["Do you know your NHS number?"] = page => page.Choose("Yes").Type("NHS number", somebody.NhsNumber);
            var sent = await steps.SendAsync();
            answers.Add(Changing().Replace(sent.Html, "").Replace(SelfReferralSteps.Reference(sent), "", StringComparison.Ordinal).Replace(sent.Path.Split('/')[2], "", StringComparison.Ordinal));
        }
        answers[0].ShouldBe(answers[1]);
        (await register.RowsAsync<long>("select count(*) from shared_outbox")).ShouldBe(mails);
    }

    private static async Task<Screen> SendAgainAsync(SelfReferralSteps steps) => await (await steps.UntilAsync(await steps.StartAsync(), "Check your answers")).Type("Self.Website", "x").PressAsync("Send");

    private static Task<IReadOnlyList<string>> BodiesAsync(TestRegister register, string template)
        => register.RowsAsync<string>("select body from shared_outbox where template = @template order by queued_at", new { template });

    private static void Addresses(IServiceCollection services) => services.AddSingleton<IStartupFilter>(new AddressFromHeader());

    [GeneratedRegex(@"\d{6}", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"/self-referral/resume/\S+", RegexOptions.None, 1000)]
    private static partial Regex Path();

    [GeneratedRegex("""(name="(__RequestVerificationToken|_key)"[^>]*value="[^"]*"|value="[^"]*"[^>]*name="(__RequestVerificationToken|_key)")""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Changing();

    private sealed record Known(string FirstName, string LastName, DateOnly BornOn, string NhsNumber);

    /// <summary>Another address for each visitor, as they have in the world.</summary>
    private sealed class AddressFromHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                if (IPAddress.TryParse(context.Request.Headers["X-Test-Address"], out var address)) context.Connection.RemoteIpAddress = address;
                return go(context);
            });
            next(app);
        };
    }
}
