using System.Globalization;
using System.Text.RegularExpressions;

namespace Dsr.Meetings;

/// <summary>Reads a time as people type it: 10am, 1:30pm, 13:30, midday.</summary>
internal static partial class Timetable
{
    public static TimeOnly? Read(string? typed)
    {
        var text = (typed ?? "").Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (text is "midday" or "noon") return new TimeOnly(12, 0);
        if (text is "midnight") return TimeOnly.MinValue;
        if (Shape().Match(text) is not { Success: true } match) return null;

        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
        if (match.Groups["half"].Success)
        {
            if (hour is < 1 or > 12) return null;
            hour = (hour % 12) + (match.Groups["half"].Value == "pm" ? 12 : 0);
        }
        else if (!match.Groups["minute"].Success)
        {
            return null;
        }
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    [GeneratedRegex("^(?<hour>[0-9]{1,2})([:.](?<minute>[0-9]{2}))?(?<half>am|pm)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
