using System.Text.RegularExpressions;

namespace Dsr.Shared;

/// <summary>A full postcode of the United Kingdom, in capitals with one space: <c>ST16 3AG</c> (shape of BS 7666; whether it is in use is not known here).</summary>
public static partial class PostCode
{
    public const string Message = "Enter a full UK postcode";

    /// <summary>Reads one in any case and spacing.</summary>
    public static bool TryParse(string? typed, out string postCode)
    {
        var bare = Typed.Bare(typed).ToUpperInvariant();
        var real = Shape().IsMatch(bare);
        postCode = real ? $"{bare[..^3]} {bare[^3..]}" : "";
        return real;
    }

    /// <summary>The district, <c>ST16</c>: what a list may show of an address.</summary>
    public static string District(string postCode) => TryParse(postCode, out var full) ? full[..^4] : "";

    [GeneratedRegex(
        "^(GIR0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])[0-9][ABD-HJLNP-UW-Z]{2})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
