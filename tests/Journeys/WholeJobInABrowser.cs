using System.Text.RegularExpressions;
using Dsr.Tests.Browser;

namespace Dsr.Tests.Journeys;

/// <summary>The main job once through, by the people who do it, in a browser: from a referral to consent withdrawn. Made-up people on a stopped clock, mail to a server of the test's own.</summary>
[Collection(Chromium.Journeys)]
public sealed partial class WholeJobInABrowser(Chromium chromium)
{
    private const string ToDo = "Ask another provider to visit";

    // scripts are the browser's alone: the run on PostgreSQL asks whether the whole job holds on its SQL, once
    public static TheoryData<bool> Scripts => Engine.IsPostgres ? [false] : [true, false];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task From_referral_to_consent_withdrawn(bool scripts)
    {
        await using var sink = new SmtpSink();
        await using var register = await TestRegister.StartAsync(browser: true, settings: new Dictionary<string, string> { ["DSR_SMTP"] = sink.Address });
        var windows = new List<Window>();
        async Task<IHands> AsAsync(string who)
        {
            var window = await chromium.OpenAsync(register, scripts: scripts);
            windows.Add(window);
            await window.LogInAsync(who);
            return new InBrowser(window);
        }

        try
        {
            // a professional refers; the DSR team accepts, with an owner of another agency
            var job = new Job(register, "staffordshire");
            var owner = (await register.RowsAsync<string>("select name from referrals_user where email = 'referrer2@staffordshire.example.com'"))[0];
            var referrer = await AsAsync("referrer");
            await job.StartAsync(referrer);
            await job.CompleteAsync(referrer);
            await job.SendAsync(referrer);
            var member = await AsAsync("member");
            await job.AcceptAsync(member, owner);
            var entry = $"/people/{job.Reference}";
            (await Job.IsFoundAsync(member)).ShouldBeTrue();

            // the next meeting's agenda says why the person is on it; the chair runs it
            var meeting = await job.NextMeetingAsync();
            await member.GoAsync($"{meeting}/agenda");
            (await member.RowAsync(Job.Name)).ShouldContain("New referral");
            var chair = await AsAsync("chair");
            await MeetAsync(chair, meeting, owner, register.Clock.Today().AddDays(7));
            await member.GoAsync(entry);
            (await member.TextAsync()).ShouldContain("Red");
            await member.GoAsync($"{entry}/ratings");
            (await member.TextAsync()).ShouldContain("Ottoline and her sister");
            await member.GoAsync($"{entry}/actions");
            (await member.RowAsync(ToDo)).ShouldContain(owner);
            var keeper = await AsAsync("referrer2");
            await keeper.GoAsync("/home");
            (await keeper.TextAsync()).ShouldContain(ToDo);

            // two weeks without an update: the owner is reminded by a mail that names nobody
            register.Clock.MoveTo(register.Clock.Today().AddDays(15));
            (await register.RunJobAsync("remind-stale-updates")).Outcome.ShouldBe("done");
            var reminder = await sink.WaitAsync(mail => mail.To == "referrer2@staffordshire.example.com" && mail.Text.Contains($"{entry}/updates/add", StringComparison.Ordinal));
            reminder.Subject.ShouldContain("an update is due");
            foreach (var mail in sink.Mails) NamesNobody(mail);

            // consent withdrawn: from the next request on, nobody but the DSR team
            referrer = await AsAsync("referrer");
            await referrer.GoAsync("/my-people");
            (await referrer.TextAsync()).ShouldContain(Job.Name);
            (await referrer.StatusAsync(entry)).ShouldBe(200);
            keeper = await AsAsync("referrer2");
            await WithdrawAsync(keeper, entry);
            (await referrer.StatusAsync(entry)).ShouldBe(404);
            (await keeper.StatusAsync(entry)).ShouldBe(404);
            await referrer.GoAsync("/my-people");
            (await referrer.TextAsync()).ShouldNotContain(Job.LastName);
            (await Job.IsFoundAsync(referrer)).ShouldBeFalse();

            member = await AsAsync("member");
            await member.GoAsync($"{await job.NextMeetingAsync()}/agenda");
            var agenda = await member.TextAsync();
            agenda.ShouldContain("No valid authority");
            agenda.ShouldNotContain(Job.LastName);
            agenda.ShouldNotContain(job.Reference);
            (await member.StatusAsync(entry)).ShouldBe(200);
            (await member.TextAsync()).ToLowerInvariant().ShouldContain("withdrawn");

            // nobody is reminded of whoever is no longer shared
            var before = sink.Mails.Count(mail => mail.Text.Contains(entry, StringComparison.Ordinal));
            register.Clock.MoveTo(register.Clock.Today().AddDays(3));
            await register.RunJobAsync("remind-stale-updates");
            await Task.Delay(1000);
            sink.Mails.Count(mail => mail.Text.Contains(entry, StringComparison.Ordinal)).ShouldBe(before);
        }
        finally
        {
            foreach (var window in windows) await window.DisposeAsync();
        }
    }

    private static async Task MeetAsync(IHands chair, string meeting, string owner, DateOnly due)
    {
        await chair.GoAsync($"{meeting}/people");
        await chair.TickAllAsync();
        await chair.PressAsync("Start meeting");
        await chair.FollowAsync("O.Q.");
        (await chair.TextAsync()).ShouldContain(Job.Name);
        await chair.ChooseAsync("Red", "Rating agreed");
        await chair.TypeAsync("Why is the rating changing", "The provider leaves on Friday");
        await chair.TypeAsync("Who agreed?", "Ottoline and her sister");
        await chair.TypeAsync("Decision and reason", "More support at home from tomorrow");
        await chair.TypeAsync("What will be done", ToDo);
        await chair.SelectAsync("Who will do it", owner);
        await chair.TypeDateAsync("Done by", due);
        await chair.PressAsync("Save and next person");
        await chair.GoAsync($"{meeting}/close");
        await chair.PressAsync("Carry over everyone without an outcome");
        await chair.PressAsync("Finalise");
        (await chair.TextAsync()).ShouldContain("Meeting finalised");
    }

    private static async Task WithdrawAsync(IHands keeper, string entry)
    {
        await keeper.GoAsync($"{entry}/authority/withdraw");
        await keeper.TypeAsync("Who withdrew consent?", Job.FirstName);
        await keeper.ChooseAsync("By phone", "How did they say so?");
        await keeper.PressAsync("Continue");
        (await keeper.HeadingAsync()).ShouldBe("What will happen now");
        await keeper.PressAsync("Record withdrawal");
        (await keeper.TextAsync()).ShouldContain("Sharing has stopped");
    }

    private static void NamesNobody(SmtpSink.Received mail)
    {
        foreach (var text in new[] { mail.Subject, mail.Text })
        {
            text.ShouldNotContain(Job.FirstName);
            text.ShouldNotContain(Job.LastName);
            text.Replace(" ", "", StringComparison.Ordinal).ShouldNotContain(Job.NhsNumber.Replace(" ", "", StringComparison.Ordinal));
            Rating().IsMatch(text).ShouldBeFalse(text);
        }
    }

    [GeneratedRegex(@"\b(red|amber|green|blue)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rating();
}
