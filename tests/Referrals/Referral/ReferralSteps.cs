using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Referrals;

/// <summary>The steps of a referral as a professional takes them, page by page.</summary>
internal static class ReferralSteps
{
    /// <summary>Starts a draft for a made-up adult; answers its address.</summary>
    public static async Task<string> StartDraftAsync(this Visitor referrer, string first = "Jo", string last = "Sample", string? nhsNumber = "999 000 0018", DateOnly? born = null)
    {
        var page = (await referrer.OpenAsync("/referrals/new/person")).Type("First name", first).Type("Last name", last).TypeDate("Date of birth", born ?? new DateOnly(1996, 3, 14));
        if (nhsNumber is null) page.Choose("I do not know it");
        else page.Choose("Yes, I know it").Type("NHS number", nhsNumber);
        var answer = await page.PressAsync("Continue");
        answer.Status.ShouldBe(303, string.Join("; ", answer.Errors) + answer.Text);
        return answer.Location!;
    }

    public static async Task RecordConsentAsync(this Visitor referrer, string draft)
    {
        var page = await (await referrer.OpenAsync(draft + "/consent")).Choose("The person agreed").PressAndFollowAsync("Continue");
        page.TypeDate("When did they decide?", new DateOnly(2026, 11, 20)).Choose("In person").Choose("Easy read").Choose("Health services").Choose("Social care")
            .Type("How did they say or show their decision?", "Said yes after reading the leaflet");
        var saved = await page.PressAsync("Save and continue");
        saved.Status.ShouldBe(303, string.Join("; ", saved.Errors));
    }

    public static async Task CompleteToolAsync(this Visitor referrer, string draft, string rating = "Amber")
    {
        var page = await referrer.OpenAsync(draft + "/rating");
        foreach (var question in page.All("fieldset").Where(group => group.QuerySelector("input[value=not-known]") is not null).Select(group => group.QuerySelector("legend")!.TextContent.Trim()))
            page.Choose("No", question);
        var suggested = await page.Choose(rating, "Which meaning").PressAsync("Continue");
        suggested.Status.ShouldBe(200, string.Join("; ", suggested.Errors));
        var chosen = suggested.Document.QuerySelectorAll("input[name='Tool.Meaning']").First().GetAttribute("value")!;
        suggested.Choose(char.ToUpperInvariant(chosen[0]) + chosen[1..], "What rating do you propose?").Choose("Parent, carer or family").TypeDate("When did you discuss it?", new DateOnly(2026, 11, 20));
        var saved = await suggested.PressAsync("Save and continue");
        saved.Status.ShouldBe(303, string.Join("; ", saved.Errors));
    }

    /// <summary>Every task but consent and the rating tool.</summary>
    public static async Task AnswerTasksAsync(this Visitor referrer, string draft)
    {
        const string Done = "Yes, I've completed this section";
        await Task("referrer", page => page.Type("What is your job?", "Community nurse").Type("Your phone number", "01632 960 001").Choose("In the usual time"));
        await Task("reviews", page => page.Choose("No", "Have they had a C(E)TR?").Choose("Not asked yet").Choose("No", "Has there been a LAEP?"));
        await Task("criteria", page => page.Choose("Placement at risk of breaking down").Choose("Learning disability", "What is the diagnosis?").Choose("Confirmed"));
        await Task("details", page => page.Type("What do they like to be called?", "Joey").Choose(Done));
        await Task("communication", page => page.Type("How should people communicate", "Short sentences").Choose("No", "Do they need an interpreter?").Choose("No", "Is there a Reasonable").Choose(Done));
        await Task("home", page => page.Type("Address", "1 Example Street").Type("Postcode", "st16 3ag").Select("Local authority", "Staffordshire").Choose("Supported living").Choose("Not in education").Choose(Done));
        await Task("network", page => page.Type("Family and carers", "A mother").Type("Professionals", "A nurse").Choose("Yes", "Do they have a keyworker?").Choose("Me").Choose(Done));
        await Task("health", page => page.Type("Mental and physical health", "Anxiety").Choose("None of these").Type("Admissions", "None known").Choose(Done));
        await Task("worries", page => page.Type("What worries you now?", "The placement gives notice").Type("Why now?", "Staff left").Choose(Done));
        await Task("tried", page => page.Type("What has been tried?", "More staff").Type("What helps?", "Quiet").Type("What could help more?", "A new home").Choose(Done));
        await Task("actions", page => page.Type("What should services do", "Social care finds a new home by December"));

        async Task Task(string task, Action<Screen> answer)
        {
            var page = await referrer.OpenAsync($"{draft}/{task}");
            page.Status.ShouldBe(200, task);
            answer(page);
            var saved = await page.PressAsync("Continue");
            saved.Status.ShouldBe(303, task + ": " + string.Join("; ", saved.Errors));
        }
    }

    public static async Task<string> ReadyDraftAsync(this Visitor referrer, string first = "Jo", string last = "Sample", string? nhsNumber = "999 000 0018")
    {
        var draft = await referrer.StartDraftAsync(first, last, nhsNumber);
        await referrer.AnswerTasksAsync(draft);
        await referrer.RecordConsentAsync(draft);
        await referrer.CompleteToolAsync(draft);
        return draft;
    }

    /// <summary>A whole referral, sent; answers its reference.</summary>
    public static async Task<string> SendReferralAsync(this Visitor referrer, string first = "Jo", string last = "Sample", string? nhsNumber = "999 000 0018")
    {
        var draft = await referrer.ReadyDraftAsync(first, last, nhsNumber);
        var sent = await (await referrer.OpenAsync(draft + "/check")).PressAsync("Send referral");
        sent.Status.ShouldBe(303, sent.Text);
        return sent.Location!.Split('/')[2];
    }

    /// <summary>Writes down what was done about somebody who may be in crisis.</summary>
    public static async Task SeeToCrisisAsync(this Visitor team, string triage)
    {
        var saved = await (await team.OpenAsync(triage + "/crisis")).Type("What was done?", "Phoned: safe, with a friend").Type("At what time?", "2:15pm").PressAsync("Save");
        saved.Status.ShouldBe(303, string.Join("; ", saved.Errors));
    }

    /// <summary>The acceptance, filled in and continued to its check page.</summary>
    public static async Task<Screen> FillAcceptanceAsync(this Visitor team, string reference)
    {
        var page = await team.OpenAsync($"/triage/{reference}/accept");
        page.Choose("Amber").Type("Why this rating?", "Notice was given").Choose("Jo").TypeDate("When was it agreed?", new DateOnly(2026, 11, 21));
        var check = await page.PressAsync("Continue");
        check.Status.ShouldBe(200, string.Join("; ", check.Errors));
        return check;
    }
}

internal static class RegisterChanges
{
    /// <summary>Changes the database behind the service's back, for what no page can make.</summary>
    public static Task ChangeAsync(this TestRegister register, string sql, object parameters)
        => register.InScopeAsync(async services =>
        {
            await services.GetRequiredService<Db>().WriteAsync(work => work.ExecuteAsync(sql, parameters));
            return true;
        });
}
