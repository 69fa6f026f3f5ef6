using System.Globalization;
using Dsr.Shared;

namespace Dsr.Ui;

/// <summary>How the service writes dates, times, numbers and ages.</summary>
public static class Words
{
    /// <summary>21 November 2026.</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The London date of a moment.</summary>
    public static string Date(DateTimeOffset moment) => Date(moment.LondonDate());

    /// <summary>Thursday 3 December 2026, for meetings.</summary>
    public static string DateWithDay(DateOnly date) => date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>10am, 2:30pm, midday, midnight.</summary>
    public static string Time(TimeOnly time)
    {
        if (time is { Hour: 0, Minute: 0 })
        {
            return "midnight";
        }

        if (time is { Hour: 12, Minute: 0 })
        {
            return "midday";
        }

        var half = time.Hour < 12 ? "am" : "pm";
        return time.ToString(time.Minute == 0 ? "%h" : "h:mm", CultureInfo.InvariantCulture) + half;
    }

    /// <summary>The London time of a moment.</summary>
    public static string Time(DateTimeOffset moment) => Time(moment.LondonTime());

    /// <summary>21 November 2026 at 2:15pm, in London.</summary>
    public static string DateTime(DateTimeOffset moment) => $"{Date(moment)} at {Time(moment)}";

    /// <summary>A moment for <c>datetime</c> attributes: 2026-11-21T14:15:00Z.</summary>
    public static string Machine(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>999 000 0018; anything that is not ten digits comes back as it is.</summary>
    public static string NhsNumber(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        var digits = number.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 10 && digits.All(char.IsAsciiDigit) ? $"{digits[..3]} {digits[3..6]} {digits[6..]}" : number;
    }

    /// <summary>17 years; under two in months.</summary>
    public static string Age(DateOnly born, DateOnly today)
    {
        var months = ((today.Year - born.Year) * 12) + today.Month - born.Month;
        if (today.Day < born.Day)
        {
            months--;
        }

        return months switch
        {
            < 1 => "under 1 month",
            1 => "1 month",
            < 24 => $"{months} months",
            _ => $"{months / 12} years",
        };
    }

    /// <summary>1,234.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1 person, 42 people.</summary>
    public static string Count(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";
}
