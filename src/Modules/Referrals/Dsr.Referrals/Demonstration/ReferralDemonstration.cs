using System.Text.Json;
using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>Made-up referrals in each area: two that wait for the team (one late), one about which it asked, a draft, one that was not accepted, and a self-referral that says "may be in crisis".</summary>
internal sealed class ReferralDemonstration(Db db, Areas areas, TimeProvider clock) : IDemonstration
{
    private static readonly (string First, string Last, DateOnly Born)[] People =
    [
        ("Robin", "Ashdown", new(1998, 5, 2)), ("Kit", "Mallory", new(1989, 11, 23)), ("Sol", "Hartnell", new(2001, 2, 9)), ("Ariel", "Penrose", new(1994, 8, 30)), ("Jude", "Winslow", new(2004, 1, 17)), ("Ellis", "Marlowe", new(2008, 6, 12)),
    ];

    public int Order => 25;

    public async Task LoadAsync(Area area, CancellationToken cancellationToken)
    {
        var place = areas.All.TakeWhile(each => each.Key != area.Key).Count();
        var referrers = await db.QueryAsync<User>(
            """
            select user_id, name, organisation_id, organisation_name
            from referrals_user
            where area = @Key
            and role = 'professional'
            and active = 1
            and email like 'referrer%'
            order by email
            """, new { area.Key }, cancellationToken);
        if (referrers.Count == 0) return;

        await db.WriteAsync(async work =>
        {
            await SendAsync(work, area, place, 0, referrers[0], daysAgo: 9);
            await SendAsync(work, area, place, 1, referrers[^1], daysAgo: 36);
            await AskAsync(work, await SendAsync(work, area, place, 5, referrers[0], daysAgo: 4));
            await StartAsync(work, area, place, 2, referrers[0], clock.Today(), "professional", inCrisis: false);
            await DeclineAsync(work, area, await SendAsync(work, area, place, 3, referrers[^1], daysAgo: 20));
            var (id, personId) = await StartAsync(work, area, place, 4, null, clock.Today().AddDays(-1), "self", inCrisis: true);
            await AnswerAsync(work, id, DraftWorriesPage.Task, new DraftWorriesPage.Form { Issues = "I do not feel safe and I cannot sleep. I shouted at the staff and they called the police.", WhyNow = "My support worker left.", Done = "yes" });
            await SubmittedAsync(work, area, id, personId, "self", null, clock.Today().AddDays(-1), "The person", "Self-referral: says may be in crisis");
        }, cancellationToken);
    }

    private async Task<(Guid Id, Guid PersonId)> SendAsync(Work work, Area area, int place, int at, User referrer, int daysAgo)
    {
        var on = clock.Today().AddDays(-daysAgo);
        var started = await StartAsync(work, area, place, at, referrer, on, "professional", inCrisis: false);
        var section = area.Section<ReferralsArea>("referrals");
        await AnswerAsync(work, started.Id, DraftReferrerPage.Task, new DraftReferrerPage.Form { Job = "Community nurse", Phone = "01632 960 001", Route = section.ProfessionalRoutes[^1].Key, Urgency = at == 1 ? "urgent" : "routine" });
        if (section.Asks(OptionalFields.Reviews)) await AnswerAsync(work, started.Id, DraftReviewsPage.Task, new DraftReviewsPage.Form { Cetr = "No", Asked = "Not asked yet", Laep = "No" });
        await AnswerAsync(work, started.Id, DraftCriteriaPage.Task, new DraftCriteriaPage.Form { Met = [section.Criteria.Items[0].Key], Diagnosis = at % 2 == 0 ? "autism" : "both", Status = section.Diagnosis.Statuses[0] });
        await AnswerAsync(work, started.Id, DraftDetailsPage.Task, new DraftDetailsPage.Form { Done = "yes" });
        await AnswerAsync(work, started.Id, DraftCommunicationPage.Task, new DraftCommunicationPage.Form { How = "Short sentences, and time to answer", Adjustments = "A quiet room", Interpreter = "no", Flag = section.Asks("adjustment-flag") ? "Not known" : "", Done = "yes" });
        await AnswerAsync(work, started.Id, DraftHomePage.Task, new DraftHomePage.Form { Address = $"{at + 3} Example Terrace", LocalAuthority = section.LocalAuthorities[0].Name, LivesIn = "Supported living", Education = "Not in education", NoFixedAddress = false, Done = "yes" });
        await AnswerAsync(work, started.Id, DraftNetworkPage.Task, new DraftNetworkPage.Form { Family = "A mother, who visits every week", Professionals = "A community nurse and a social worker", Keyworker = "Does not apply", Owner = "me", Done = "yes" });
        await AnswerAsync(work, started.Id, DraftHealthPage.Task, new DraftHealthPage.Form { Conditions = "Anxiety. No physical illness", Legal = ["None of these"], History = "One stay in a mental health hospital, 4 years ago", Done = "yes" });
        await AnswerAsync(work, started.Id, DraftWorriesPage.Task, new DraftWorriesPage.Form { Issues = "The placement has given notice, and staff change every week.", WhyNow = "Two crises in the last month.", Tonight = "Two staff stay with them.", Done = "yes" });
        await AnswerAsync(work, started.Id, DraftTriedPage.Task, new DraftTriedPage.Form { HasBeen = "More staff in the evening", Helps = "A plan for each day on the wall, and music", CouldHelp = "A home of their own near family", Done = "yes" });
        await AnswerAsync(work, started.Id, DraftActionsPage.Task, new DraftActionsPage.Form { Proposed = "Social care looks for a new home. The community team visits twice a week." });
        await work.ExecuteAsync("update referrals_referral set owner_id = @UserId where id = @Id", new { referrer.UserId, started.Id });
        await SubmittedAsync(work, area, started.Id, started.PersonId, "professional", referrer.OrganisationId, on, referrer.Signature);
        return started;
    }

    private static async Task<(Guid Id, Guid PersonId)> StartAsync(Work work, Area area, int place, int at, User? referrer, DateOnly on, string route, bool inCrisis)
    {
        var (id, personId) = (Ids.New(work.Now), Ids.New(work.Now));
        var (first, last, born) = People[at];
        var body = 900_000 + (place * 100) + (at * 10);
        string number;
        while (!NhsNumber.TryMakeTest(body, out number)) body++;
        await StartReferral.AddPersonAsync(work, personId, area.Key, new WhoForm { KnowsNumber = "yes", NhsNumber = number, FirstName = first, LastName = last, BornOn = born });
        await work.ExecuteAsync(StartReferral.Insert, new
        {
            id, Reference = Reference.Create(), personId, Area = area.Key, Route = route, referrer?.UserId, Signature = referrer?.Signature ?? "The person", referrer?.OrganisationId,
            Now = London.At(on, new TimeOnly(9, 40)), ExpiresOn = on.AddDays(area.Section<ReferralsArea>("referrals").DraftDays), dismissed = false, inCrisis,
        });
        await work.PublishAsync(new ReferralStarted(id, personId, area.Key, first, last, born, referrer?.UserId ?? Guid.Empty));
        return (id, personId);
    }

    private static Task<int> AnswerAsync<T>(Work work, Guid id, string task, T form)
        => work.ExecuteAsync(
            """
            insert into referrals_answer (referral_id, task, content, completed, saved_at, version)
            values (@id, @task, @content, 1, @Now, 1)
            """, new { id, task, content = JsonSerializer.Serialize(form), work.Now });

    private static async Task SubmittedAsync(Work work, Area area, Guid id, Guid personId, string route, Guid? organisationId, DateOnly on, string who, string title = "Referral sent")
    {
        var (at, decideByOn) = (London.At(on, new TimeOnly(10, 5)), area.Section<ReferralsArea>("referrals").Clocks.Decision.DueOn(London.At(on, new TimeOnly(10, 5))));
        await work.ExecuteAsync(
            """
            update referrals_referral
            set state = 'submitted', submitted_at = @at, decide_by_on = @decideByOn, version = version + 1
            where id = @id
            """, new { id, at, decideByOn });
        var answers = (await work.QueryAsync<Answer>("select task, content, completed, version from referrals_answer where referral_id = @id", new { id })).ToDictionary(answer => answer.Task, StringComparer.Ordinal);
        await ReferralPerson.FillAsync(work, (await work.FirstAsync<Referral>(Referral.Select + "where r.id = @id", new { id }))!, answers);
        await Inbox.AddAsync(work, area.Key, personId, id, "referral", who, title);
        await work.PublishAsync(new ReferralSubmitted(id, personId, area.Key, route, organisationId, at));
    }

    private async Task AskAsync(Work work, (Guid Id, Guid PersonId) sent)
    {
        var referral = (await work.FirstAsync<Referral>(Referral.Select + "where r.id = @Id", new { sent.Id }))!;
        await work.ExecuteAsync("update referrals_referral set taken_at = @at where id = @Id", new { sent.Id, at = London.At(clock.Today().AddDays(-2), new TimeOnly(9, 15)) });
        await ReferralMessages.WaitAsync(work, referral, referral.Version, "The DSR team", "Who is with them at night, and until when is that agreed?", clock.Today().AddWorkingDays(3));
    }

    private async Task DeclineAsync(Work work, Area area, (Guid Id, Guid PersonId) sent)
    {
        var on = London.At(clock.Today().AddDays(-6), new TimeOnly(15, 20));
        var message = DeclineReason.Message("other-service", [DeclineReason.Signposts[1]], "", area.Section<PublicArea>("public").Contacts.Complaints);
        var team = await work.FirstAsync<User>("select user_id, name, organisation_id, organisation_name from referrals_user where area = @Key and role = 'team-lead' limit 1", new { area.Key });
        await work.ExecuteAsync(
            """
            update referrals_referral
            set state = 'declined', decided_at = @on, decided_by = @UserId, decided_by_signature = @Signature, reason = 'other-service', message = @message, version = version + 1
            where id = @Id
            """, new { sent.Id, on, team?.UserId, Signature = team?.Signature ?? "The DSR team", message });
        await TriageInbox.ReadAsync(work, sent.Id, team?.UserId ?? Guid.Empty);
        await work.PublishAsync(new ReferralDeclined(sent.Id, sent.PersonId, area.Key, "other-service", on));
    }

    private sealed record User(Guid UserId, string Name, Guid OrganisationId, string OrganisationName)
    {
        public string Signature => $"{Name}, {OrganisationName}";
    }
}
