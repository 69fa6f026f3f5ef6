using System.Text;

namespace Dsr.Shared;

/// <summary>Text of whatever was posted.</summary>
public static class Characters
{
    private static readonly Rune NoCharacter = new(0xfffe);

    /// <summary>The platform's normal form, which refuses half characters and U+FFFE with an exception: here they become the replacement character.</summary>
    public static string Normalize(string text, NormalizationForm form)
        => Ascii.IsValid(text) ? text : string.Concat(text.EnumerateRunes().Select(rune => rune == NoCharacter ? Rune.ReplacementChar : rune)).Normalize(form);
}
