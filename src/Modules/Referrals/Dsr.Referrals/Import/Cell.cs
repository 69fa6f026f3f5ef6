using System.Globalization;
using System.Text;

namespace Dsr.Referrals;

/// <summary>The text of one cell. A formula is text like any other: nothing here ever runs one.</summary>
internal static class Cell
{
    private static readonly HashSet<string> NotKnown = new(StringComparer.Ordinal) { "nk", "notknown", "unknown", "na", "notapplicable", "tbc", "none" };

    /// <summary>Characters at which a spreadsheet takes a cell for a formula.</summary>
    private const string FormulaLeads = "=+-@\t\r\n";

    /// <summary>Lower-case letters and digits only, without accents: "Stoke-on-Trent" and "stoke on trent" are the same place.</summary>
    public static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in Characters.Normalize(text, NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c)) letters.Append(char.ToLowerInvariant(c));
        }

        return letters.ToString();
    }

    /// <summary>Without spaces at the ends and characters that cannot be seen (a database refuses some of them); line breaks stay.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text.Trim();

        var plain = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            if (c == '\u00a0') plain.Append(' ');
            else if (c is '\n' or '\t' || (!char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format && c != '\ufffe' && c != '\uffff')) plain.Append(c);
        }

        return plain.ToString().Trim();
    }

    /// <summary>The cell, or nothing where somebody wrote that it is not known.</summary>
    public static string? Known(string text) =>
        Letters(text) is { Length: > 0 } letters && !NotKnown.Contains(letters) ? text : null;

    /// <summary>As it is written to a file that a spreadsheet will open: a leading apostrophe keeps text text.</summary>
    public static string Guarded(string text) => text.Length > 0 && FormulaLeads.Contains(text[0]) ? "'" + text : text;

    /// <summary>The same text again when that file comes back.</summary>
    public static string Unguarded(string text) =>
        text.Length > 1 && text[0] == '\'' && FormulaLeads.Contains(text[1]) ? text[1..] : text;
}
