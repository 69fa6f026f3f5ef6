namespace Dsr.Meetings;

/// <summary>Every n weeks counted from an anchor, or the nth weekday of each month.</summary>
internal sealed record MeetingPattern(DayOfWeek Day, int? EveryWeeks = null, DateOnly? Anchor = null, Nth? Nth = null)
{
    /// <summary>What does not fit together, in words; null when it is a pattern.</summary>
    public string? Fault() => this switch
    {
        { EveryWeeks: not null, Nth: not null } or { EveryWeeks: null, Nth: null } => "should have either everyWeeks with anchor, or nth",
        { EveryWeeks: < 1 or > 52 } => "should have everyWeeks between 1 and 52",
        { EveryWeeks: not null, Anchor: null } => "should have an anchor: the date of one meeting of the series",
        { EveryWeeks: not null, Anchor: { } anchor } when anchor.DayOfWeek != Day => $"should have an anchor that is a {Day}",
        _ => null,
    };
}

internal enum Nth
{
    First,
    Second,
    Third,
    Fourth,
    Last,
}

/// <summary>The dates of a series. A date that is a bank holiday moves to the same weekday a week later.</summary>
internal static class SeriesDates
{
    /// <summary>The next dates, the first on or after <paramref name="from"/>.</summary>
    public static IEnumerable<DateOnly> Next(MeetingPattern pattern, DateOnly from, int count)
    {
        if (pattern.Fault() is { } fault) throw new ArgumentException(fault, nameof(pattern));

        // a date before `from` may have been moved past it; two weeks is as far as holidays move one
        return Planned(pattern, from.AddDays(-21)).Select(AwayFromHolidays).Where(date => date >= from).Distinct().Take(count);
    }

    private static DateOnly AwayFromHolidays(DateOnly date)
    {
        while (date.IsBankHoliday()) date = date.AddDays(7);
        return date;
    }

    private static IEnumerable<DateOnly> Planned(MeetingPattern pattern, DateOnly from)
    {
        if (pattern is { EveryWeeks: { } weeks, Anchor: { } anchor })
        {
            var step = weeks * 7;
            var behind = (((from.DayNumber - anchor.DayNumber) % step) + step) % step;
            for (var date = from.AddDays(behind == 0 ? 0 : step - behind); ; date = date.AddDays(step)) yield return date;
        }

        for (var month = new DateOnly(from.Year, from.Month, 1); ; month = month.AddMonths(1))
        {
            var date = OfMonth(month, pattern.Day, pattern.Nth!.Value);
            if (date >= from) yield return date;
        }
    }

    private static DateOnly OfMonth(DateOnly month, DayOfWeek day, Nth nth)
    {
        if (nth == Nth.Last)
        {
            var last = month.AddMonths(1).AddDays(-1);
            return last.AddDays(-(((int)last.DayOfWeek - (int)day + 7) % 7));
        }

        return month.AddDays((((int)day - (int)month.DayOfWeek + 7) % 7) + (7 * (int)nth));
    }
}
