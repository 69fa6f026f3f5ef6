using System.Text.Json;
using Dsr.Referrals;
using Dsr.Tests.Reliability;

namespace Dsr.Tests.Referrals;

/// <summary>A draft: the questions an area asks (domain 4.3), saving while typing (ui.md 3.7), and its end (security.md: "referral draft abandoned").</summary>
public sealed class ReferralDraftTests
{
    [Fact]
    public async Task S3_Sunderland_asks_the_minimum_and_keeps_nothing_that_it_does_not_ask()
    {
        await using var register = await TestRegister.StartAsync();
        var staffordshire = await register.SignInAsync("referrer");
        (await staffordshire.OpenAsync(await staffordshire.StartDraftAsync() + "/details")).Text.ShouldContain("What is their ethnic group?");

        var sunderland = await register.SignInAsync("referrer", "sunderland");
        var draft = await sunderland.StartDraftAsync();
        var details = await sunderland.OpenAsync(draft + "/details");
        details.Text.ShouldNotContain("What is their ethnic group?");
        details.Text.ShouldNotContain("Email address");
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)details.Find("main form")!;
        var saved = await sunderland.PostAsync(draft + "/details", [.. details.Choose("Yes, I've completed this section").Fields(form), new("Details.Sex", "Female"), new("Details.Email", "jo@example.com")]);
        saved.Status.ShouldBe(303);
        var kept = JsonDocument.Parse((await register.RowsAsync<string>("select content from referrals_answer where task = 'details' order by saved_at desc"))[0]).RootElement;
        kept.GetProperty("Sex").GetString().ShouldBe("");
        kept.GetProperty("Email").GetString().ShouldBe("");
        (await sunderland.OpenAsync(draft + "/check")).Text.ShouldNotContain("Email address");
    }

    [Fact]
    public void Every_area_file_names_only_questions_that_there_are_and_every_question_is_asked_somewhere()
    {
        var areas = Shared.AreaTests.Shipped;
        var asked = areas.All.SelectMany(area => area.Section<ReferralsArea>("referrals").OptionalFields).ToHashSet();
        asked.ShouldBe(OptionalFields.Known, ignoreOrder: true);
        areas.All.Select(area => area.Section<ReferralsArea>("referrals")).ShouldAllBe(area => !area.Faults().Any());
    }

    [Fact]
    public async Task S2_a_referral_in_Nottinghamshire_comes_from_a_GP_a_SENCO_or_a_health_professional()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer", "nottinghamshire");
        var draft = await referrer.StartDraftAsync();
        var page = await referrer.OpenAsync(draft + "/referrer");
        (await page.PressAsync("Continue")).Errors.ShouldBe(["Enter your job", "Enter a phone number, like 01632 960 001 or 07700 900 982", "Select who the referral comes from", "Select how soon the DSR team should look at it"]);
        (await page.Type("What is your job?", "SENCO").Type("Your phone number", "01632 960 001").Choose("A school's special educational needs").Choose("This week").PressAsync("Continue")).Status.ShouldBe(303);
        (await referrer.OpenAsync(draft + "/referrer")).Html.ShouldContain("SENCO");
    }

    [Fact]
    public async Task What_is_typed_is_saved_without_being_judged_and_is_not_completed_by_it()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var draft = await referrer.ReadyDraftAsync();
        var page = await referrer.OpenAsync(draft + "/worries");
        page.Find("form[data-module=dsr-autosave]")!.GetAttribute("data-autosave").ShouldBe(draft + "/worries/draft");
        page.Type("Why now?", "").Type("What worries you now?", new string('x', 5000));

        var saved = await AutosaveAsync(referrer, page, draft + "/worries");
        saved.Status.ShouldBe(200);
        JsonDocument.Parse(saved.Html).RootElement.GetProperty("version").GetInt32().ShouldBe(2);
        (await referrer.OpenAsync(draft)).Text.ShouldContain("In progress");
        (await referrer.OpenAsync(draft + "/check")).Heading.ShouldBe("Complete every task before you send");
        (await referrer.OpenAsync(draft + "/worries")).Html.ShouldContain(new string('x', 5000));

        // the second tab is behind: it is told so, and nothing is lost
        (await AutosaveAsync(referrer, page.Type("Why now?", "From behind"), draft + "/worries")).Status.ShouldBe(409);
        (await (await register.SignInAsync("referrer2")).PostAsync(draft + "/worries/draft", [])).Status.ShouldBe(400);
        var other = await register.SignInAsync("referrer2");
        var own = await other.OpenAsync(await other.StartDraftAsync("Ann", "Other", "999 000 0026") + "/worries");
        (await AutosaveAsync(other, own, draft + "/worries")).Status.ShouldBe(404);
        (await AutosaveAsync(referrer, page, draft + "/rating")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_draft_survives_log_out_and_a_server_that_was_killed()
    {
        // on the embedded engine in both runs: it is the server that ends, not the database
        var data = Directory.CreateTempSubdirectory("dsr_draft_").FullName;
        try
        {
            string draft;
            var carrier = new CookieCarrier { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false } };
            await using (var first = await Child.ServeAsync(data, "sqlite", "--demo"))
            {
                var referrer = new Visitor(new HttpClient(carrier, disposeHandler: false) { BaseAddress = first.Address }, null!);
                await referrer.ContinueAsAsync("referrer", "staffordshire");
                draft = await referrer.StartDraftAsync();
                (await AutosaveAsync(referrer, (await referrer.OpenAsync(draft + "/worries")).Type("What worries you now?", "Notice was given"), draft + "/worries")).Status.ShouldBe(200);
                await (await referrer.OpenAsync(draft)).PressAsync("Log out");
                (await referrer.OpenAsync(draft)).Status.ShouldBe(302);
                await first.KillAsync();
            }
            await using var second = await Child.ServeAsync(data, "sqlite", "--demo");
            var again = new Visitor(new HttpClient(carrier, disposeHandler: false) { BaseAddress = second.Address }, null!);
            await again.ContinueAsAsync("referrer", "staffordshire");
            (await again.OpenAsync(draft + "/worries")).Html.ShouldContain("Notice was given");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_draft_that_was_not_sent_in_time_is_deleted_with_everything_recorded_for_its_person()
    {
        await using var register = await TestRegister.StartAsync();
        var referrer = await register.SignInAsync("referrer");
        var draft = await referrer.ReadyDraftAsync("Wilhelmina", "Draftperson");
        (await referrer.OpenAsync(draft)).Text.ShouldContain("until 19 December 2026. If you have not sent it by then, we delete it");
        var kept = await referrer.SendReferralAsync("Ann", "Keepsake", "999 000 0026");

        var person = (await register.RowsAsync<Guid>("select id from referrals_person where first_name = 'Wilhelmina'"))[0];
        await register.ChangeAsync("insert into consent_assessment (id, person_id, state, started_on, started_by_signature, started_at) values (@id, @person, 'open', '2026-11-21', 'x', '2026-11-21T10:00:00.000Z')", new { id = Guid.CreateVersion7(), person });
        await register.ChangeAsync("insert into consent_link (id, person_id, purpose, token_hash, respondent, easy, made_by_signature, made_at, expires_at) values (@id, @person, 'answer', 'x', 'person', 0, 'x', '2026-11-21T10:00:00.000Z', '2026-12-21T10:00:00.000Z')", new { id = Guid.CreateVersion7(), person });

        register.Clock.MoveTo(new DateOnly(2026, 12, 19));
        await register.RunJobAsync("delete-drafts");
        (await register.RowsAsync<string>("select first_name from consent_person")).ShouldContain("Wilhelmina");
        register.Clock.MoveTo(new DateOnly(2026, 12, 20));
        var run = await register.RunJobAsync("delete-drafts");
        run.Outcome.ShouldBe("done", run.Problem);
        run.Done.ShouldNotBe(0);

        (await register.RowsAsync<string>("select first_name from referrals_person union all select first_name from consent_person union all select first_name from rating_person")).ShouldNotContain("Wilhelmina");
        (await register.RowsAsync<long>("select count(*) from referrals_answer where referral_id not in (select id from referrals_referral)")).ShouldBe([0L]);
        (await register.RowsAsync<long>("select (select count(*) from consent_assessment where person_id = @person) + (select count(*) from consent_link where person_id = @person)", new { person })).ShouldBe([0L]);
        (await register.RowsAsync<long>("select count(*) from rating_assessment where person_id not in (select id from referrals_person)")).ShouldBe([0L]);
        referrer = await register.SignInAsync("referrer");
        (await referrer.OpenAsync(draft)).Status.ShouldBe(404);
        (await referrer.OpenAsync("/referrals/" + kept)).Status.ShouldBe(200);
        (await register.RunJobAsync("delete-drafts")).Done.ShouldBe(0);
    }

    /// <summary>What the script of the form posts: everything but the key of its button.</summary>
    private static Task<Screen> AutosaveAsync(Visitor visitor, Screen page, string task)
        => visitor.PostAsync(task + "/draft", page.Fields((AngleSharp.Html.Dom.IHtmlFormElement)page.Find("main form")!).Where(field => field.Key != "_key"));
}
