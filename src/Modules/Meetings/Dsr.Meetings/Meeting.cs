namespace Dsr.Meetings;

/// <summary>A meeting of the viewer's area.</summary>
internal sealed record Meeting(
    Guid Id, Guid? SeriesId, string Area, string Type, string Name, DateOnly MetOn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place,
    Guid? ChairId, string? ChairName, string State, bool? Quorate, string? Apologies, string? Themes, DateTimeOffset? SentAt,
    DateTimeOffset? FinalisedAt, string? FinalisedBySignature, long Version)
{
    private const string Columns =
        """
        select id, series_id, area, type, name, met_on, starts_at, ends_at, place, chair_id, chair_name, state, quorate, apologies, themes, sent_at, finalised_at, finalised_by_signature, version
        from meetings_meeting
        """;

    public string When => Word.When(StartsAt, EndsAt);

    /// <summary>The order is frozen: who is on it and why was written down.</summary>
    public bool Frozen => State is not "planned";

    /// <summary>Outcomes can be recorded.</summary>
    public bool Open => State is "running" or "to-finalise";

    public bool Finalised => State is "finalised";

    public int Minutes => (int)(EndsAt - StartsAt).TotalMinutes;

    /// <summary>The meeting, or null when it is not of this area.</summary>
    public static Task<Meeting?> FindAsync(Db db, Guid id, string area, CancellationToken cancellationToken)
        => db.FirstAsync<Meeting>(Columns + "\nwhere id = @id and area = @area", new { id, area }, cancellationToken);

    /// <summary>The date of the meeting of the same kind before this one; null when it is the first.</summary>
    public static Task<DateOnly?> PreviousAsync(Db db, Meeting meeting, CancellationToken cancellationToken)
        => db.FirstAsync<DateOnly?>(
            """
            select met_on
            from meetings_meeting
            where area = @Area and type = @Type and state <> 'cancelled' and met_on < @MetOn
            order by met_on desc
            limit 1
            """, new { meeting.Area, meeting.Type, meeting.MetOn }, cancellationToken);

    /// <summary>The date of the tracking meeting after this one; null when none is planned.</summary>
    public static Task<DateOnly?> NextAsync(Db db, Meeting meeting, CancellationToken cancellationToken)
        => db.FirstAsync<DateOnly?>(
            """
            select met_on
            from meetings_meeting
            where area = @Area and type = 'tracking' and state in ('planned', 'agenda-sent') and met_on > @MetOn
            order by met_on
            limit 1
            """, new { meeting.Area, meeting.MetOn }, cancellationToken);
}
