using System.Globalization;
using System.Text;

namespace Dsr.Shared;

/// <summary>A name folded to <c>a-z0-9</c>, so that a search by <c>&gt;=</c> and <c>&lt;</c> finds it by an index on both database engines: <c>O'Brien-Núñez</c> is <c>obriennunez</c>.</summary>
public static class NameKey
{
    public static string Of(string? name)
    {
        var key = new StringBuilder();
        foreach (var character in Characters.Normalize(name ?? "", NormalizationForm.FormKD).ToLower(CultureInfo.InvariantCulture))
        {
            if (char.IsAsciiLetterOrDigit(character)) key.Append(character);
            else key.Append(Plain(character));
        }

        return key.ToString();
    }

    /// <summary>The least key after all that start with <paramref name="prefix"/>: <c>key &gt;= @prefix and key &lt; @after</c>. Made of the same characters, whose order no English collation changes.</summary>
    public static string After(string prefix)
    {
        var stem = prefix.TrimEnd('z');
        if (stem.Length == 0) return prefix + new string('z', 64);

        var next = stem[^1] == '9' ? 'a' : (char)(stem[^1] + 1);
        return stem[..^1] + next;
    }

    // letters that no decomposition takes apart
    private static string Plain(char character) => character switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        _ => "",
    };
}
