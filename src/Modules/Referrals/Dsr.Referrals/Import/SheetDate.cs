using System.Globalization;
using System.Text.RegularExpressions;

namespace Dsr.Referrals;

/// <summary>
/// A date as people write it in a sheet: 21/11/2026, 2026-11-21, 21.11.2026, 21 November 2026, 21/11/26, 46347.
/// Always day before month. What is no real date is nothing, never a guess.
/// </summary>
internal static partial class SheetDate
{
    private static readonly string[] Forms = ["d/M/yyyy", "yyyy-M-d", "d.M.yyyy", "d-M-yyyy", "yyyy/M/d", "d MMMM yyyy", "d MMM yyyy", "d-MMM-yyyy"];

    /// <summary>Day 0 of the serial numbers that spreadsheets count days by. Right from March 1900, before which nobody here was born.</summary>
    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    private static readonly DateOnly Earliest = new(1900, 3, 1);

    /// <summary>A date of birth. Of two digits, the latest year that does not lie in the future: 26 may be a baby, 65 is not.</summary>
    public static DateOnly? Birth(string text, DateOnly today) => Read(text, date => date <= today);

    /// <summary>Something that was done or is planned. Two digits are a year of this century, unless that is half a lifetime ahead.</summary>
    public static DateOnly? Event(string text, DateOnly today) => Read(text, date => date.Year <= today.Year + 40);

    private static DateOnly? Read(string text, Predicate<DateOnly> thisCentury)
    {
        var plain = TimeOfDay().Replace(text.Trim(), "").Replace(",", "", StringComparison.Ordinal);
        plain = Ordinal().Replace(plain, "${day}").Replace("Sept ", "Sep ", StringComparison.OrdinalIgnoreCase);

        // A year alone (2010) would be a serial of 1905: serials have five digits, from 1927 on.
        if (Serial().IsMatch(plain))
            return SerialZero.AddDays((int)double.Parse(plain, CultureInfo.InvariantCulture));

        if (ShortYear().Match(plain) is { Success: true } shortened)
        {
            var (start, year) = (shortened.Groups["start"].Value, shortened.Groups["year"].Value);
            return Exact($"{start}20{year}") is { } recent && thisCentury(recent) ? recent : Exact($"{start}19{year}");
        }

        return Exact(plain);
    }

    private static DateOnly? Exact(string text) =>
        DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date) && date >= Earliest
            ? date
            : null;

    [GeneratedRegex(@"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^(?<day>\d{1,2})(st|nd|rd|th)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^\d{5}(\.\d+)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Serial();

    [GeneratedRegex(@"^(?<start>\d{1,2}([/.-]\d{1,2}[/.-]|[ -][A-Za-z]{3,9}[ -]))(?<year>\d{2})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ShortYear();
}
