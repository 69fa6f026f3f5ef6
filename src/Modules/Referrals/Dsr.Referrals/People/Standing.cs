namespace Dsr.Referrals;

/// <summary>How an entry stands today, in the words and colours of ui.md 5.3.</summary>
internal static class Standing
{
    /// <summary>An update counts as due from so many days before its day.</summary>
    public const int DueSoonDays = 3;

    /// <summary>An authority is said to end from so many days before.</summary>
    public const int EndingDays = 60;

    /// <summary>Lists put the most urgent first: not rated yet, red, amber, in hospital, green.</summary>
    public static int Urgency(string? rating) => rating switch { "red" => 1, "amber" => 2, "blue" => 3, "green" => 4, _ => 0 };

    /// <summary>What people call an authority of this kind.</summary>
    public static string AuthorityName(string? kind) => kind == "best-interests" ? "Best interests decision" : "Consent";

    public static Word Update(DateOnly? dueOn, DateOnly today) => (dueOn is { } due ? due.DayNumber - today.DayNumber : int.MaxValue) switch
    {
        < 0 and var late => new("orange", $"{Words.Count(-late, "day", "days")} late"),
        <= DueSoonDays => new("yellow", "Update due"),
        _ => new("none", "Up to date"),
    };

    public static Word Authority(string? kind, DateOnly? endsOn, DateTimeOffset? withdrawnAt, DateOnly today)
    {
        if (withdrawnAt is not null) return new("red", "Withdrawn");
        if (endsOn is not { } end) return new("red", "Not recorded");
        return (end.DayNumber - today.DayNumber) switch
        {
            < 0 => new("red", "Ended"),
            0 => new("orange", "Ends today"),
            <= EndingDays and var days => new("orange", $"Ends in {Words.Count(days, "day", "days")}"),
            _ => new("green", kind == "best-interests" ? "Best interests decision" : "Consent given"),
        };
    }

    /// <summary>A status word and the colour of its tag.</summary>
    internal sealed record Word(string Colour, string Text);
}
