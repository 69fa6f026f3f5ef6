namespace Dsr.Meetings;

/// <summary>Words of meetings: states, ratings, days.</summary>
internal static class Word
{
    public static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>Red, Amber, Green, Blue or Not rated.</summary>
    public static string Rating(string? rating) => rating is null ? "Not rated" : Capital(rating);

    /// <summary>3 December, with the year where it is another than the reader would think of.</summary>
    public static string Day(DateOnly date, DateOnly beside) => date.Year == beside.Year ? date.ToString("d MMMM", System.Globalization.CultureInfo.InvariantCulture) : Words.Date(date);

    /// <summary>Monday 7 December 2026, 1:30pm to 3:30pm.</summary>
    public static string When(DateTimeOffset starts, DateTimeOffset ends) => $"{Words.DateWithDay(starts.LondonDate())}, {Words.Time(starts)} to {Words.Time(ends)}";

    public static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    /// <summary>The word of a meeting's state and its tag (ui.md 5.3).</summary>
    public static (string Word, string Tag) State(string state) => state switch
    {
        "planned" => ("Planned", "white"),
        "agenda-sent" => ("Agenda sent", "blue"),
        "running" => ("Running", "purple"),
        "to-finalise" => ("To finalise", "yellow"),
        "finalised" => ("Finalised", "green"),
        _ => ("Cancelled", "grey"),
    };

    /// <summary>The word of an action's state and its tag (ui.md 5.3).</summary>
    public static (string Word, string Tag) Action(string state, DateOnly dueOn, DateOnly today) => state switch
    {
        "done" => ("Done", "grey"),
        "cancelled" => ("Cancelled", "grey"),
        _ when dueOn < today => ($"{Days(today.DayNumber - dueOn.DayNumber)} late", "red"),
        _ when dueOn <= today.AddDays(7) => ("Due soon", "yellow"),
        _ => ("To do", "blue"),
    };

    /// <summary>The word of a request's state and its tag (ui.md 5.3).</summary>
    public static (string Word, string Tag) Request(string state) => state switch
    {
        "own-meeting-first" => ("Meeting first with your own team", "grey"),
        "accepted" => ("Accepted", "green"),
        "planned" => ("Planned", "green"),
        "held" => ("Held", "grey"),
        _ => ("Sent", "blue"),
    };
}
