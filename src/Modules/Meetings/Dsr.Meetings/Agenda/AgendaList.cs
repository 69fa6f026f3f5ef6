namespace Dsr.Meetings;

/// <summary>One person on an agenda.</summary>
internal sealed record AgendaRow(Guid? ItemId, Candidate Person, string Why, int Minutes, bool ByHand);

/// <summary>One person who is not on it, and why.</summary>
internal sealed record LeftOff(Candidate Person, string Why);

/// <summary>An agenda as it stands at this moment. Before it is sent it builds itself from the copy; afterwards its order is frozen, yet nobody without authority today is on it.</summary>
internal sealed record AgendaList(IReadOnlyList<AgendaRow> On, IReadOnlyList<LeftOff> Off, int WithoutAuthority, AgendaDates Dates)
{
    public int TotalMinutes => On.Sum(row => row.Minutes);

    private const string Candidates =
        """
        select p.id, p.reference, p.initials, p.first_name, p.last_name, p.born_on, p.owner_name, p.rating, p.rating_from, p.rating_since_on,
          p.registered_on, p.route, p.last_update_on, p.last_discussed_on, p.carried_from_on, a.kind as authority_kind, a.ends_on as authority_ends_on,
          (select min(x.due_on) from meetings_action x where x.person_id = p.id and x.state = 'to-do') as oldest_action_due_on,
          case when exists (select 1 from meetings_request r where r.person_id = p.id and r.state = 'accepted') then 1 else 0 end as asked
        from meetings_person p
        join meetings_authority a on a.person_id = p.id and a.ends_on >= @today and a.withdrawn_at is null
        where p.area = @area and p.state = 'active'
        """;

    // an agenda is made for one morning: the most urgent thousand are more than any meeting discusses
    private const string OfArea = Candidates +
        """

        order by case p.rating when 'red' then 0 when 'amber' then 1 when 'blue' then 2 when 'green' then 3 else 0 end, p.id
        limit 1000
        """;

    private const string OfMeeting = Candidates +
        """

        and p.id in (select i.person_id from meetings_agenda_item i where i.meeting_id = @id)
        """;

    private const string NoAuthorityInArea =
        """
        select count(*)
        from (
          select 1
          from meetings_person p
          left join meetings_authority a on a.person_id = p.id and a.ends_on >= @today and a.withdrawn_at is null
          where p.area = @area and p.state = 'active' and a.person_id is null
          limit 1001) as t
        """;

    private const string NoAuthorityOnMeeting =
        """
        select count(*)
        from meetings_agenda_item i
        left join meetings_authority a on a.person_id = i.person_id and a.ends_on >= @today and a.withdrawn_at is null
        where i.meeting_id = @id and i.removed = 0 and a.person_id is null
        """;

    private const string Items =
        """
        select id, person_id, position, why, minutes, by_hand, removed, hand_reason
        from meetings_agenda_item
        where meeting_id = @id
        """;

    private const string Keep =
        """
        insert into meetings_agenda_item (id, meeting_id, person_id, position, why, minutes, by_hand, removed)
        values (@Id, @meetingId, @personId, @position, @why, @minutes, @byHand, 0)
        on conflict (meeting_id, person_id) do update set position = excluded.position, why = excluded.why, minutes = excluded.minutes
        """;

    public static async Task<AgendaList> BuildAsync(Db db, Areas areas, TimeProvider clock, Meeting meeting, CancellationToken cancellationToken)
    {
        var area = areas[meeting.Area].Section<MeetingsArea>("meetings");
        var dates = new AgendaDates(clock.Today(), meeting.MetOn, await Meeting.PreviousAsync(db, meeting, cancellationToken), await Meeting.NextAsync(db, meeting, cancellationToken));
        var parameters = new { today = dates.Today, area = meeting.Area, id = meeting.Id };
        var items = (await db.QueryAsync<Item>(Items, parameters, cancellationToken)).ToDictionary(item => item.PersonId);
        var people = await db.QueryAsync<Candidate>(meeting.Frozen ? OfMeeting : OfArea, parameters, cancellationToken);
        var without = await db.FirstAsync<long>(meeting.Frozen ? NoAuthorityOnMeeting : NoAuthorityInArea, parameters, cancellationToken);

        return meeting.Frozen ? Written(people, items, (int)without, dates) : Built(people, items, (int)without, dates, area, meeting);
    }

    /// <summary>Writes the order and the reasons down, as they are shown now.</summary>
    public async Task KeepAsync(Work work, Guid meetingId)
    {
        foreach (var (row, position) in On.Select((row, position) => (row, position)))
            await work.ExecuteAsync(Keep, new { Id = Ids.New(work.Now), meetingId, personId = row.Person.Id, position, why = row.Why, minutes = row.Minutes, byHand = row.ByHand });
    }

    private static AgendaList Written(IReadOnlyList<Candidate> people, Dictionary<Guid, Item> items, int without, AgendaDates dates)
    {
        var known = people.Select(person => (Person: person, Item: items[person.Id])).ToList();
        return new(
            [.. known.Where(each => !each.Item.Removed).OrderBy(each => each.Item.Position ?? int.MaxValue).Select(each => new AgendaRow(each.Item.Id, each.Person, each.Item.Why, each.Item.Minutes, each.Item.ByHand))],
            [.. known.Where(each => each.Item.Removed).Select(each => new LeftOff(each.Person, $"Taken off: {each.Item.HandReason}"))],
            without, dates);
    }

    private static AgendaList Built(IReadOnlyList<Candidate> people, Dictionary<Guid, Item> items, int without, AgendaDates dates, MeetingsArea area, Meeting meeting)
    {
        var on = new List<(AgendaRow Row, int Position, (int, int, int) Order)>();
        var off = new List<LeftOff>();
        foreach (var person in people)
        {
            var item = items.GetValueOrDefault(person.Id);
            // urgent and exceptional meetings are about those they were called for
            var why = meeting.Type == "tracking" ? AgendaRules.Why(person, area, dates) : [];
            if (item is { Removed: true }) off.Add(new(person, $"Taken off: {item.HandReason}"));
            else if (why.Count == 0 && item is not { ByHand: true }) off.Add(new(person, meeting.Type == "tracking" ? AgendaRules.WhyNot(person, area, dates) : "This meeting was not called for them"));
            else
            {
                var words = string.Join(" · ", item is { ByHand: true } ? why.Append($"Added: {item.HandReason}") : why);
                on.Add((new AgendaRow(item?.Id, person, words, AgendaRules.Minutes(person, why), item?.ByHand == true), item?.Position ?? int.MaxValue, AgendaRules.Order(person, area, dates)));
            }
        }
        return new([.. on.OrderBy(each => each.Position).ThenBy(each => each.Order).Select(each => each.Row)], off, without, dates);
    }

    private sealed record Item(Guid Id, Guid PersonId, int? Position, string Why, int Minutes, bool ByHand, bool Removed, string? HandReason);
}
