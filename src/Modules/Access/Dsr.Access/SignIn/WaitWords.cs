using System.Globalization;

namespace Dsr.Access;

internal static class WaitWords
{
    public static string Of(TimeSpan wait)
        => wait.TotalSeconds <= 90 ? Words.Count((long)Math.Ceiling(wait.TotalSeconds), "second", "seconds") : Words.Count((long)Math.Ceiling(wait.TotalMinutes), "minute", "minutes");

    public static string Seconds(TimeSpan wait) => ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
