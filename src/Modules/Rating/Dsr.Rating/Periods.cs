namespace Dsr.Rating;

/// <summary>Agreed ratings as periods, with the move that began each (domain 7.2: time in rating, moves up and down, re-escalation).</summary>
internal static class Periods
{
    /// <summary>Periods in the order they began. The last one lasts until today.</summary>
    public static IReadOnlyList<Period> Of(IReadOnlyList<(string Rating, DateOnly Since)> changes, DateOnly today, Clocks clocks)
    {
        var periods = new List<Period>();
        DateOnly? down = null;
        for (var at = 0; at < changes.Count; at++)
        {
            var (rating, since) = changes[at];
            var until = at + 1 < changes.Count ? changes[at + 1].Since : (DateOnly?)null;
            var move = at == 0 ? Move.First : Between(changes[at - 1].Rating, rating);
            var again = move == Move.Up && down is { } lowered && since <= clocks.Find(ClockKind.ReEscalation, lowered).Due(lowered);
            if (move == Move.Down) down = since;
            if (move == Move.Up) down = null;
            periods.Add(new Period(rating, since, until, Math.Max(0, (until ?? today).DayNumber - since.DayNumber), move, again));
        }
        return periods;
    }

    /// <summary>An admission is a move up from whatever was before, a discharge a move down.</summary>
    public static Move Between(string from, string to) => RatingWords.Urgency(to).CompareTo(RatingWords.Urgency(from)) switch { > 0 => Move.Up, < 0 => Move.Down, _ => Move.Same };
}

internal enum Move
{
    First,
    Up,
    Down,
    Same,
}

/// <param name="Until">The day the next one began; null for the present one.</param>
/// <param name="ReEscalated">Up again within so many days of a move down.</param>
internal sealed record Period(string Rating, DateOnly Since, DateOnly? Until, int Days, Move Move, bool ReEscalated)
{
    public string Words => (Move, Rating, ReEscalated) switch
    {
        (Move.First, _, _) => "First rating",
        (Move.Up, "blue", true) => "Up: admitted again soon after a move down",
        (Move.Up, "blue", _) => "Up: admitted",
        (Move.Up, _, true) => "Up again soon after a move down",
        (Move.Up, _, _) => "Up",
        (Move.Down, _, _) => "Down",
        _ => "The same",
    };
}
