namespace Dsr.Meetings;

/// <summary>The people of a running meeting and how far each is. Screens are shared in calls: initials only.</summary>
internal sealed record Rail(Meeting Meeting, IReadOnlyList<Rail.Stop> Stops, Guid? Current, int Hidden)
{
    private const string Outcomes =
        """
        select o.item_id, o.state, o.rating_before, o.rating, o.version
        from meetings_outcome o
        join meetings_agenda_item i on i.id = o.item_id
        where i.meeting_id = @id
        """;

    public int Discussed => Stops.Count(stop => stop.Outcome?.State == "recorded");

    public int MinutesLeft => Stops.Where(stop => stop.Outcome is null or { State: "skipped" }).Sum(stop => stop.Row.Minutes);

    /// <summary>The next person without an outcome after this one, skipped people last; null at the end.</summary>
    public Guid? After(Guid? item)
    {
        var from = item is null ? -1 : Stops.ToList().FindIndex(stop => stop.Row.ItemId == item);
        return Stops.Skip(from + 1).Concat(Stops.Take(from + 1)).Where(stop => stop.Row.ItemId != item)
            .Where(stop => stop.Outcome is null or { State: "skipped" })
            .OrderBy(stop => stop.Outcome is null ? 0 : 1)
            .FirstOrDefault()?.Row.ItemId;
    }

    public static async Task<Rail> LoadAsync(Db db, Areas areas, TimeProvider clock, Meeting meeting, Guid? current, CancellationToken cancellationToken)
    {
        var agenda = await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken);
        var outcomes = (await db.QueryAsync<Outcome>(Outcomes, new { id = meeting.Id }, cancellationToken)).ToDictionary(outcome => outcome.ItemId);
        return new(meeting, [.. agenda.On.Select(row => new Stop(row, row.ItemId is { } item ? outcomes.GetValueOrDefault(item) : null))], current, agenda.WithoutAuthority);
    }

    internal sealed record Outcome(Guid ItemId, string State, string? RatingBefore, string? Rating, long Version);

    internal sealed record Stop(AgendaRow Row, Outcome? Outcome)
    {
        public string State(bool current) => Outcome switch
        {
            _ when current => "Discussing now",
            null => "To discuss",
            { State: "skipped" } => "Skipped",
            { State: "deferred" } => "Deferred",
            { State: "carried" } => "Carried over",
            { Rating: "no-change" } => Outcome.RatingBefore is null ? "Done: not rated" : $"Done: stays {Outcome.RatingBefore}",
            { Rating: "not-agreed" } => "Done: rating not agreed",
            _ => $"Done: {Outcome.RatingBefore ?? "not rated"} to {Outcome.Rating}",
        };
    }
}
