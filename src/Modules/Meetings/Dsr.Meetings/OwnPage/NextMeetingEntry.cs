namespace Dsr.Meetings;

/// <summary>The next tracking meeting that has the person on its agenda, and when they were last talked about.</summary>
internal sealed class NextMeetingEntry(Db db, TimeProvider clock) : IEntryPart
{
    private const string Sql =
        """
        select p.last_discussed_on, (
          select min(m.met_on)
          from meetings_agenda_item i
          join meetings_meeting m on m.id = i.meeting_id
          where i.person_id = p.id and i.removed = 0 and m.state in ('planned', 'agenda-sent', 'running') and m.met_on >= @today
            and exists (
              select 1
              from meetings_authority a
              where a.person_id = p.id and a.ends_on >= m.met_on and a.withdrawn_at is null)) as next_on
        from meetings_person p
        where p.id = @PersonId
        """;

    public int Order => 40;

    public string View => "/Meetings/OwnPage/NextMeetingEntry.cshtml";

    public async Task<IEntryModel?> LoadAsync(EntryOf entry, CancellationToken cancellationToken)
        => await db.FirstAsync<Row>(Sql, new { entry.PersonId, today = clock.Today() }, cancellationToken);

    internal sealed record Row(DateOnly? LastDiscussedOn, DateOnly? NextOn) : IEntryModel
    {
        public IEnumerable<EasyEntry> Easy =>
        [
            new("meeting", [
                .. NextOn is { } next ? new[] { $"People who help you meet on {Words.Date(next)}.", "They will talk about you.", "You can say what you want them to know." } : ["No meeting about you is planned now."],
                .. LastDiscussedOn is { } last ? new[] { $"They last talked about you on {Words.Date(last)}." } : [],
            ]),
        ];
    }
}
