using System.Globalization;

namespace Dsr.Referrals;

/// <summary>What was typed into the search box, and what it can be: a number, a reference, a date of birth, or a name (security.md T7: only a name by its beginning).</summary>
internal sealed record Typed(string? NhsNumber, string? Reference, DateOnly? BornOn, Typed.NameParts? Name)
{
    private static readonly string[] DateShapes =
    [
        "d M yyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "yyyy-MM-dd", "d MMMM yyyy", "d MMM yyyy",
    ];

    /// <summary>True when nothing can be looked for: nothing typed, or nothing but punctuation.</summary>
    public bool IsNothing => NhsNumber is null && Reference is null && BornOn is null && Name is null;

    public static Typed Read(string? text)
    {
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var tidy = string.Join(' ', words);
        var digits = string.Concat(tidy.Where(char.IsAsciiDigit));

        if (DateOnly.TryParseExact(tidy, DateShapes, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.None, out var born)) return new Typed(null, null, born, null);
        if (digits.Length > 0 && digits.Length == tidy.Count(char.IsLetterOrDigit)) return new Typed(digits.Length == 10 ? digits : "", null, null, null);

        var reference = Dsr.Shared.Reference.TryParse(tidy, out var read) ? read : null;
        // eight letters may be a reference and may be a name; a digit is in no name
        var name = digits.Length > 0 && reference is not null ? null : NameParts.Of(words);
        return new Typed(null, reference, null, name);
    }

    /// <summary>A name's keys: the whole of it, its first word and its last.</summary>
    internal sealed record NameParts(string Whole, string First, string Last, string LastSounds, bool IsOneWord)
    {

        public static NameParts? Of(IReadOnlyList<string> words)
        {
            var keys = words.Select(NameKey.Of).Where(key => key.Length > 0).ToList();
            return keys.Count == 0 ? null : new NameParts(string.Concat(keys), keys[0], keys[^1], SoundsLike.Of(keys[^1]), keys.Count == 1);
        }
    }
}
