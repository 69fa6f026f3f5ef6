using System.Globalization;
using Dsr.Meetings.Contracts;

namespace Dsr.Meetings;

/// <summary>An area's series with its next meetings, one to run today, one held and finalised with actions open, late and done, and two requests for a meeting.</summary>
internal sealed class MeetingsDemonstration(Db db, TimeProvider clock) : IDemonstration
{
    private const string InsertSeries =
        """
        insert into meetings_series (id, area, name, day, every_weeks, anchor_on, nth, starts, ends, place, chair_id, chair_name, made_at, made_by_signature)
        values (@Id, @Area, @Name, @Day, @EveryWeeks, @Anchor, @Nth, @Starts, @Ends, 'Online', @ChairId, @ChairName, @Now, @Signature)
        """;

    private const string PeopleSql =
        """
        select p.id, p.rating, p.owner_id, p.owner_name, p.owner_organisation_id, p.owner_organisation_name
        from meetings_person p
        join meetings_authority a on a.person_id = p.id and a.ends_on >= @today and a.withdrawn_at is null
        where p.area = @Key and p.state = 'active' and p.owner_id is not null
        order by case p.rating when 'red' then 0 when 'amber' then 1 when 'green' then 2 else 3 end, p.id
        limit 100
        """;

    private const string Hold =
        """
        update meetings_meeting
        set state = 'finalised', quorate = 1, apologies = '', themes = 'Too few short breaks at weekends. Long waits for sensory assessments.', sent_at = @sentAt, finalised_at = @heldAt, finalised_by_signature = @Signature, version = version + 4
        where id = @meeting
        """;

    private const string InsertItem =
        """
        insert into meetings_agenda_item (id, meeting_id, person_id, position, why, minutes, by_hand, removed)
        values (@Id, @meeting, @person, @position, @why, @minutes, 0, 0)
        """;

    private const string InsertOutcome =
        """
        insert into meetings_outcome (item_id, state, rating_before, rating, reason, agreed_with, decision, tell_who, tell_by_on, recorded_at, recorded_by_signature, version)
        values (@item, 'recorded', @rating, 'no-change', '', '', @decision, @tellWho, @tellBy, @heldAt, @Signature, 1)
        """;

    private const string InsertOutcomeAction =
        """
        insert into meetings_outcome_action (id, item_id, place, what, owner_id, owner_name, owner_organisation_id, due_on)
        values (@Id, @item, 0, @what, @OwnerId, @owner, @OwnerOrganisationId, @dueOn)
        """;

    private const string InsertFeedback =
        """
        insert into meetings_feedback (id, meeting_id, person_id, tell_who, due_on, words, told_at, told_how, told_by_signature, version)
        values (@Id, @meeting, @person, @tellWho, @tellBy, @words, @toldAt, @how, @by, 1)
        """;

    private const string Here =
        """
        insert into meetings_attendance (meeting_id, organisation_id, organisation_name, kinds, who)
        select @meeting, id, name, kinds, ''
        from meetings_organisation
        where area = @Key and from_on <= @on and (ends_on is null or ends_on >= @today)
        """;

    private static readonly Talk Calm = new("Stays as it is. The plan goes on.", null, 0, false);

    private static readonly Talk[] Talks =
    [
        new("Stays as it is. The community team sees the family each week until the new support is in place.", "Agree a crisis plan with the family and share it", -3, false),
        new("Stays as it is. The placement is asked what it needs to go on.", "Meet the placement about staffing at weekends", 6, false),
        new("Stays as it is. School and social care plan the summer together.", "Arrange a planning meeting with the school", -1, false),
        new("Stays as it is. A sensory assessment comes first.", "Refer for a sensory assessment", -2, true),
        new("Stays as it is. Things are calmer since the move.", "Visit at home and ask what helps", 12, false),
    ];

    private static readonly (string Purpose, string Invite, bool Held, string Why, string HowSoon)[] Requests =
    [
        ("To agree who does what before the tenancy ends.", "The person and their mother (by phone through the owner), housing, the community team.", true, "A meeting of the own team was held two weeks ago: housing could not decide alone.", "Within two weeks: notice was given."),
        ("To bring children's and adults' services together before an 18th birthday.", "The young person, their father, both social care teams, education.", false, "Two areas and five agencies: no one team can call them together.", "Before the end of term."),
    ];

    public int Order => 40;

    public Task LoadAsync(Area area, CancellationToken cancellationToken)
        => db.WriteAsync(async work =>
        {
            var rules = area.Section<MeetingsArea>("meetings");
            var today = clock.Today();
            var chair = await work.FirstAsync<Chair>("select id, name, organisation_name from meetings_user where area = @Key and role = 'chair' and active = 1 order by name limit 1", new { area.Key });
            var signature = chair is null ? "DSR team" : $"{chair.Name}, {chair.OrganisationName}";
            var people = await work.QueryAsync<Person>(PeopleSql, new { area.Key, today });

            var held = SeriesDates.Next(rules.Series.Pattern, today.AddDays(-91), 10).Where(date => date < today.AddDays(-2)).TakeLast(2).ToList();
            await HoldAsync(work, area, rules, held[0], chair, signature, [.. people.Skip(Talks.Length).Select(person => (person, Calm))]);
            await HoldAsync(work, area, rules, held[1], chair, signature, [.. people.Zip(Talks)]);
            await Planning.AddAsync(work, new Planned(area.Key, null, "tracking", rules.Name, today, new TimeOnly(14, 0), new TimeOnly(16, 0), "Online", chair?.Id, chair?.Name));
            await PlanAsync(work, area, rules, today, chair, signature);
            foreach (var (person, request) in people.Skip(1).Take(2).Zip(Requests)) await AskAsync(work, area, person, request);
        }, cancellationToken);

    private static async Task PlanAsync(Work work, Area area, MeetingsArea rules, DateOnly today, Chair? chair, string signature)
    {
        var (id, pattern) = (Ids.New(work.Now), rules.Series.Pattern);
        await work.ExecuteAsync(InsertSeries, new
        {
            Id = id, Area = area.Key, rules.Name, Day = (int)pattern.Day, pattern.EveryWeeks, pattern.Anchor, Nth = (int?)pattern.Nth,
            Starts = rules.Series.Start.ToString("HH:mm", CultureInfo.InvariantCulture), Ends = rules.Series.End.ToString("HH:mm", CultureInfo.InvariantCulture),
            ChairId = chair?.Id, ChairName = chair?.Name, work.Now, Signature = signature,
        });
        foreach (var date in SeriesDates.Next(pattern, today.AddDays(1), Planning.Ahead))
            await Planning.AddAsync(work, new Planned(area.Key, id, "tracking", rules.Name, date, rules.Series.Start, rules.Series.End, "Online", chair?.Id, chair?.Name));
    }

    private async Task HoldAsync(Work work, Area area, MeetingsArea rules, DateOnly on, Chair? chair, string signature, IReadOnlyList<(Person Person, Talk Talk)> people)
    {
        var today = clock.Today();
        var meeting = await Planning.AddAsync(work, new Planned(area.Key, null, "tracking", rules.Name, on, rules.Series.Start, rules.Series.End, "Online", chair?.Id, chair?.Name));
        var heldAt = London.At(on, rules.Series.End);
        await work.ExecuteAsync(Hold, new { meeting, heldAt, sentAt = heldAt.AddDays(-3), Signature = signature });
        await work.ExecuteAsync(Here, new { meeting, area.Key, on, today });

        var tellBy = on.AddWorkingDays(rules.FeedbackWorkingDays);
        foreach (var ((person, talk), position) in people.Select((pair, position) => (pair, position)))
        {
            var item = Ids.New(work.Now);
            var owner = $"{person.OwnerName}, {person.OwnerOrganisationName}";
            var told = talk.What is null || position < 3;
            await work.ExecuteAsync(InsertItem, new { Id = item, meeting, person = person.Id, position, why = Word.Rating(person.Rating), minutes = person.Rating == "red" ? 10 : 6 });
            await work.ExecuteAsync(InsertOutcome, new { item, rating = person.Rating, decision = talk.Decision, tellWho = person.OwnerName, tellBy, heldAt, Signature = signature });
            if (talk.What is not null) await work.ExecuteAsync(InsertOutcomeAction, new { Id = Ids.New(work.Now), item, what = talk.What, person.OwnerId, owner, person.OwnerOrganisationId, dueOn = today.AddDays(talk.Due) });
            await work.ExecuteAsync("update meetings_person set last_discussed_on = @on where id = @person", new { on, person = person.Id });
            await work.ExecuteAsync(InsertFeedback, new
            {
                Id = Ids.New(work.Now), meeting, person = person.Id, tellWho = person.OwnerName, tellBy, words = $"We talked about you on {Words.Date(on)}. We agreed: {talk.Decision}",
                toldAt = told ? heldAt.AddDays(1) : (DateTimeOffset?)null, how = told ? "by phone" : null, by = told ? owner : null,
            });
            await work.PublishAsync(new PersonDiscussed(meeting, person.Id, on, talk.Decision, signature, heldAt));
            if (talk.What is null) continue;

            var action = Ids.New(work.Now);
            await work.ExecuteAsync(AddActionPage.Insert, new { Id = action, PersonId = person.Id, MeetingId = meeting, talk.What, person.OwnerId, OwnerName = owner, person.OwnerOrganisationId, DueOn = today.AddDays(talk.Due), AgreedAt = heldAt, Signature = signature });
            await work.PublishAsync(new ActionAgreed(action, person.Id, meeting, talk.What, person.OwnerId, owner, today.AddDays(talk.Due), signature, heldAt));
            if (talk.Done) await DoneAsync(work, action, person.Id, today.AddDays(talk.Due), owner);
        }
        await work.PublishAsync(new MeetingFinalised(meeting, area.Key, on, people.Count, true, heldAt));
    }

    private static async Task DoneAsync(Work work, Guid action, Guid person, DateOnly on, string signature)
    {
        await work.ExecuteAsync(
            """
            update meetings_action
            set state = 'done', closed_on = @on, closed_at = @Now, closed_by_signature = @signature, closed_words = 'The referral was taken.', version = 2
            where id = @action
            """, new { action, on, work.Now, signature });
        await work.PublishAsync(new ActionCompleted(action, person, false, on, signature, work.Now));
    }

    private static async Task AskAsync(Work work, Area area, Person person, (string Purpose, string Invite, bool Held, string Why, string HowSoon) request)
    {
        var id = Ids.New(work.Now);
        var signature = $"{person.OwnerName}, {person.OwnerOrganisationName}";
        var askedAt = work.Now.AddDays(-2);
        await work.ExecuteAsync(RequestMeetingPage.Insert, new
        {
            Id = id, PersonId = person.Id, Area = area.Key, request.Purpose, request.Invite, request.Held, request.Why, request.HowSoon, AskedAt = askedAt, AskedBy = person.OwnerId, Signature = signature,
        });
        await work.PublishAsync(new MeetingByExceptionRequested(id, person.Id, area.Key, signature, askedAt));
    }

    private sealed record Talk(string Decision, string? What, int Due, bool Done);

    private sealed record Chair(Guid Id, string Name, string OrganisationName);

    private sealed record Person(Guid Id, string? Rating, Guid? OwnerId, string? OwnerName, Guid? OwnerOrganisationId, string? OwnerOrganisationName);
}
