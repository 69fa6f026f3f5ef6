using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Dsr.Shared;

/// <summary>England's bank holidays of any year from 1978, by rule (Banking and Financial Dealings Act 1971 and the yearly proclamations), with the days that were moved or added once.</summary>
public static class BankHolidays
{
    private static readonly ConcurrentDictionary<int, FrozenSet<DateOnly>> Years = new();

    // proclaimed for one year only; a new proclamation is a new line here
    private static readonly (DateOnly? From, DateOnly? To)[] Exceptions =
    [
        (null, new(1981, 7, 29)), // royal wedding
        (new(1995, 5, 1), new(1995, 5, 8)), // VE day, 50 years
        (null, new(1999, 12, 31)), // millennium
        (new(2002, 5, 27), new(2002, 6, 4)), // golden jubilee
        (null, new(2002, 6, 3)),
        (null, new(2011, 4, 29)), // royal wedding
        (new(2012, 5, 28), new(2012, 6, 4)), // diamond jubilee
        (null, new(2012, 6, 5)),
        (new(2020, 5, 4), new(2020, 5, 8)), // VE day, 75 years
        (new(2022, 5, 30), new(2022, 6, 2)), // platinum jubilee
        (null, new(2022, 6, 3)),
        (null, new(2022, 9, 19)), // state funeral
        (null, new(2023, 5, 8)), // coronation
    ];

    /// <summary>The days of a year on which banks are shut; where a holiday falls at a weekend, its substitute day.</summary>
    public static IReadOnlySet<DateOnly> Of(int year) => Years.GetOrAdd(year, Compute);

    public static bool IsBankHoliday(this DateOnly date) => Years.GetOrAdd(date.Year, Compute).Contains(date);

    private static FrozenSet<DateOnly> Compute(int year)
    {
        var easter = Easter(year);
        var christmas = new DateOnly(year, 12, 25);
        HashSet<DateOnly> days =
        [
            NotAtWeekend(new(year, 1, 1)),
            easter.AddDays(-2),
            easter.AddDays(1),
            MondayFrom(new(year, 5, 1)),
            MondayFrom(new(year, 5, 25)),
            MondayFrom(new(year, 8, 25)),
        ];

        var (first, second) = christmas.DayOfWeek switch
        {
            DayOfWeek.Friday => (0, 3),
            DayOfWeek.Saturday => (2, 3),
            DayOfWeek.Sunday => (1, 2),
            _ => (0, 1),
        };
        days.Add(christmas.AddDays(first));
        days.Add(christmas.AddDays(second));

        foreach (var (from, to) in Exceptions)
        {
            if (from?.Year == year) days.Remove(from.Value);
            if (to?.Year == year) days.Add(to.Value);
        }

        return days.ToFrozenSet();
    }

    private static DateOnly MondayFrom(DateOnly date) => date.AddDays(((int)DayOfWeek.Monday - (int)date.DayOfWeek + 7) % 7);

    private static DateOnly NotAtWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? MondayFrom(date) : date;

    // the Gregorian computus (Meeus, Jones and Butcher): the letters are those of the published rule
    private static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var g = ((8 * b) + 13) / 25;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (19 * l)) / 433;
        var month = (h + l - (7 * m) + 90) / 25;
        return new DateOnly(year, month, (h + l - (7 * m) + (33 * month) + 19) % 32);
    }
}
