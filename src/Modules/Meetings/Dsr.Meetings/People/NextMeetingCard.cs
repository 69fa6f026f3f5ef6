namespace Dsr.Meetings;

/// <summary>When the person is talked about next, and was last.</summary>
internal sealed class NextMeetingCard(Db db, TimeProvider clock) : IPersonPart
{
    private const string Next =
        """
        select p.last_discussed_on, m.name, m.starts_at, m.ends_at, m.state,
          case when i.id is not null and i.removed = 0 then 1 else 0 end as listed
        from meetings_person p
        left join meetings_authority a on a.person_id = p.id and a.ends_on >= @today and a.withdrawn_at is null
        left join meetings_meeting m on a.person_id is not null and m.id = (
          select n.id
          from meetings_meeting n
          where n.area = p.area and n.type = 'tracking' and n.state in ('planned', 'agenda-sent', 'running') and n.met_on >= @today
          order by n.met_on, n.id
          limit 1)
        left join meetings_agenda_item i on i.meeting_id = m.id and i.person_id = p.id
        where p.id = @Id
        """;

    public PersonPlace Place => PersonPlace.Card;

    public int Order => 60;

    public string View => "/Meetings/People/NextMeetingCard.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken)
        => await db.FirstAsync<Model>(Next, new { person.Id, today = clock.Today() }, cancellationToken);

    internal sealed record Model(DateOnly? LastDiscussedOn, string? Name, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? State, bool Listed);
}
