namespace Dsr.Shared;

/// <summary>Monday to Friday, without England's bank holidays.</summary>
public static class WorkingDays
{
    public static bool IsWorkingDay(this DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !date.IsBankHoliday();

    /// <summary>The working day that is <paramref name="days"/> working days after a date (before it, when negative); the date itself is not counted, and 0 gives the date itself. Two after a Monday is Wednesday.</summary>
    public static DateOnly AddWorkingDays(this DateOnly date, int days)
    {
        var step = Math.Sign(days);
        for (var left = Math.Abs(days); left > 0;)
        {
            date = date.AddDays(step);
            if (date.IsWorkingDay()) left--;
        }

        return date;
    }

    /// <summary>Working days after <paramref name="from"/>, up to and with <paramref name="to"/>; negative when <paramref name="to"/> is earlier. The inverse of adding.</summary>
    public static int WorkingDaysUntil(this DateOnly from, DateOnly to)
    {
        if (to < from) return -CountBack(from, to);

        var count = 0;
        for (var date = from.AddDays(1); date <= to; date = date.AddDays(1))
        {
            if (date.IsWorkingDay()) count++;
        }

        return count;
    }

    private static int CountBack(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var date = from.AddDays(-1); date >= to; date = date.AddDays(-1))
        {
            if (date.IsWorkingDay()) count++;
        }

        return count;
    }
}
