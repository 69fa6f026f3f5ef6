using System.Text;

namespace Dsr.Meetings;

/// <summary>A meeting as a calendar file (RFC 5545). Calendars are shared and synced: it names nobody and says nothing of the agenda (ui.md 11.1).</summary>
internal static class Ics
{
    public static string Of(Meeting meeting, string host, string link, DateTimeOffset now)
    {
        var lines = new List<string>
        {
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dynamic Support Register//Meetings//EN", "CALSCALE:GREGORIAN", meeting.State == "cancelled" ? "METHOD:CANCEL" : "METHOD:PUBLISH",
            "BEGIN:VEVENT", $"UID:{meeting.Id}@{host}", $"SEQUENCE:{meeting.Version - 1}", $"DTSTAMP:{Time(now)}", $"DTSTART:{Time(meeting.StartsAt)}", $"DTEND:{Time(meeting.EndsAt)}",
            $"SUMMARY:{Escape($"DSR {(meeting.Type == "tracking" ? "tracking meeting" : "meeting")}")}", $"LOCATION:{Escape(meeting.Place)}", $"URL:{link}",
            $"STATUS:{(meeting.State == "cancelled" ? "CANCELLED" : "CONFIRMED")}", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR",
        };
        return string.Concat(lines.Select(line => Fold(line) + "\r\n"));
    }

    private static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    /// <summary>Lines of at most 75 octets; the next begins with a space, and no letter is cut in two.</summary>
    private static string Fold(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                folded.Append("\r\n ");
                octets = 1;
            }
            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        return folded.ToString();
    }
}
