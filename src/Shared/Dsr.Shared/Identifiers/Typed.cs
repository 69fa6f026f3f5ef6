using System.Globalization;

namespace Dsr.Shared;

internal static class Typed
{
    /// <summary>Without the spaces, hyphens and invisible characters that people and spreadsheets put between the parts of a number.</summary>
    public static string Bare(string? typed) =>
        string.Concat((typed ?? "").Where(character => !char.IsWhiteSpace(character) && char.GetUnicodeCategory(character)
            is not (UnicodeCategory.DashPunctuation or UnicodeCategory.Format) && character != '\u2212'));
}
