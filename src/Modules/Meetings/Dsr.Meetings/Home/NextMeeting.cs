namespace Dsr.Meetings;

/// <summary>The next meeting and what it needs, and feedback still to give.</summary>
internal sealed class NextMeeting(Db db, Viewer viewer, TimeProvider clock) : IHomePart
{
    private const string Next =
        """
        select id, name, starts_at, ends_at, place, state
        from meetings_meeting
        where area = @area and (state in ('running', 'to-finalise') or (state in ('planned', 'agenda-sent') and met_on >= @today))
        order by met_on, id
        limit 1
        """;

    private const string Waiting =
        """
        select count(*)
        from meetings_feedback f
        join meetings_meeting m on m.id = f.meeting_id and m.area = @area
        join meetings_authority a on a.person_id = f.person_id and a.ends_on >= @today and a.withdrawn_at is null
        where f.told_at is null
        """;

    public int Order => 40;

    public string Roles => Dsr.Shared.Roles.Chair + "," + Dsr.Shared.Roles.Team;

    public string View => "/Meetings/Home/NextMeeting.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
    {
        var parameters = new { area = viewer.Area, today = clock.Today() };
        return new Model(await db.FirstAsync<Row>(Next, parameters, cancellationToken), (int)await db.FirstAsync<long>(Waiting, parameters, cancellationToken));
    }

    internal sealed record Model(Row? Next, int FeedbackWaiting);

    internal sealed record Row(Guid Id, string Name, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, string State)
    {
        public (string Text, string Page) Step => State switch
        {
            "planned" => ("Build the agenda", "agenda"),
            "agenda-sent" => ("Start meeting", "people"),
            "running" => ("Run the meeting", "run"),
            _ => ("Finalise", "close"),
        };
    }
}
