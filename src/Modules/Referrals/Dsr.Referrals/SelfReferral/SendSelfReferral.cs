using System.Text.Json;
using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>Makes a referral of what somebody sent without an account: at once, or when the team has released it. The register is not asked whether it knows the person (security.md T5).</summary>
internal static class SendSelfReferral
{
    /// <summary>The answers as they were sent, under a task of their own beside those of the other tasks.</summary>
    public const string Task = "self";

    public static async Task<Guid> ActAsync(Work work, SelfDraft draft, SelfAnswers answers, Area area, DateTimeOffset sentAt)
    {
        var (id, personId) = (Ids.New(work.Now), Ids.New(work.Now));
        var (first, last, born) = (answers.Text("first-name").Trim(), answers.Text("last-name").Trim(), answers.Born!.Value);
        await StartReferral.AddPersonAsync(work, personId, area.Key, new WhoForm { KnowsNumber = answers.Number is null ? "no" : "yes", NhsNumber = answers.Number ?? "", FirstName = first, LastName = last, BornOn = born });
        await work.ExecuteAsync(StartReferral.Insert, new
        {
            id, draft.Reference, personId, Area = area.Key, answers.Route, UserId = (Guid?)null, answers.Signature, OrganisationId = (Guid?)null,
            Now = draft.StartedAt, draft.ExpiresOn, dismissed = false, inCrisis = draft.InCrisis || answers.SaysCrisis,
        });
        await work.PublishAsync(new ReferralStarted(id, personId, area.Key, first, last, born, Guid.Empty));

        var tasks = SelfTasks.Of(answers, area);
        foreach (var (task, form) in tasks)
        {
            await work.ExecuteAsync(
                """
                insert into referrals_answer (referral_id, task, content, completed, saved_at, version)
                values (@id, @task, @content, 1, @sentAt, 1)
                """, new { id, task, content = form is SelfAnswers all ? all.Content : JsonSerializer.Serialize(form, form.GetType()), sentAt });
        }
        await work.ExecuteAsync(
            """
            update referrals_referral
            set state = 'submitted', submitted_at = @sentAt, decide_by_on = @decideByOn, version = version + 1
            where id = @id
            """, new { id, sentAt, decideByOn = area.Section<ReferralsArea>("referrals").Clocks.Decision.DueOn(sentAt) });
        var sent = (await work.FirstAsync<Referral>(Referral.Select + "where r.id = @id", new { id }))!;
        await ReferralPerson.FillAsync(work, sent, (await work.QueryAsync<Answer>("select task, content, completed, version from referrals_answer where referral_id = @id", new { id })).ToDictionary(answer => answer.Task, StringComparer.Ordinal));
        var crisis = sent.InCrisis ? "Self-referral: says may be in crisis" : answers.Is("helper", "find") ? "Self-referral: needs a helper" : "Self-referral sent";
        await Inbox.AddAsync(work, area.Key, personId, id, "referral", answers.Signature, crisis);
        await work.PublishAsync(new ReferralSubmitted(id, personId, area.Key, answers.Route, null, sentAt));
        return id;
    }
}

/// <summary>What was answered in plain words, in the tasks that the team and the register read (8.1).</summary>
internal static class SelfTasks
{
    public static IReadOnlyList<(string Task, object Form)> Of(SelfAnswers a, Area area)
    {
        var criteria = area.Section<ReferralsArea>("referrals").Criteria.Items;
        return
        [
            (SendSelfReferral.Task, a),
            (DraftCriteriaPage.Task, new DraftCriteriaPage.Form
            {
                Met = [.. a.All("true").Where(key => criteria.Any(item => item.Key == key))],
                Else = a.Text("true-else"),
                Diagnosis = a.Text("diagnosis") switch { "learning-disability" or "autism" or "both" => a.Text("diagnosis"), _ => "" },
                Status = a.Is("diagnosis", "waiting") ? "on-assessment-pathway" : "",
            }),
            (DraftDetailsPage.Task, new DraftDetailsPage.Form
            {
                PreferredName = a.Text("liked-name"), Sex = a.Text("sex"), EthnicGroup = a.Has("ethnic-more") ? a.Text("ethnic-more") : a.Text("ethnic"),
                Phone = a.IsMyself ? a.Is("contact", "text") ? a.Text("mobile") : a.Text("phone") : "", SafeContact = SelfWords.SafeContact(a), Done = "yes",
            }),
            (DraftCommunicationPage.Task, new DraftCommunicationPage.Form
            {
                How = string.Join("\n", a.All("needs").Where(need => need != "none").Select(SelfWords.Need)),
                Interpreter = a.All("needs").Contains("interpreter") ? "yes" : "no", Language = a.Text("language"), Done = "yes",
            }),
            (DraftHomePage.Task, new DraftHomePage.Form
            {
                NoFixedAddress = a.Is("home", "no-fixed-address"), Postcode = a.Text("postcode"), GpPractice = a.Text("gp-surgery"), Done = "yes",
                Address = string.Join("\n", new[] { "address-1", "address-2", "town", "county" }.Select(a.Text).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => line.Trim())),
            }),
            (DraftNetworkPage.Task, new DraftNetworkPage.Form
            {
                Family = SelfWords.Sender(a), Responsibility = SelfWords.Responsibility(a), Attorney = SelfWords.Power(a, "lpa"), Deputy = SelfWords.Power(a, "deputy"),
                Professionals = string.Join("\n", a.Helpers.Select(helper => helper.Words).Append(a.Text("who-helps-words")).Append(SelfWords.Worker(a)).Where(line => line.Trim().Length > 0)), Done = "yes",
            }),
            (DraftWorriesPage.Task, new DraftWorriesPage.Form { Issues = a.Text("now"), Done = "yes" }),
            (DraftTriedPage.Task, new DraftTriedPage.Form { Helps = a.Text("helped"), CouldHelp = a.Text("would-help"), Done = "yes" }),
        ];
    }
}
