namespace Dsr.Shared;

/// <summary>American Soundex of a name (a letter and three digits), with the first sound spelled one way, so that <c>Catherine</c> meets <c>Kathryn</c> and <c>Philip</c> meets <c>Filip</c>; empty for a name without letters a-z.</summary>
public static class SoundsLike
{
    public static string Of(string? name)
    {
        var letters = FirstSound(string.Concat(NameKey.Of(name).Where(char.IsAsciiLetter)));
        if (letters.Length == 0) return "";

        var code = new char[] { char.ToUpperInvariant(letters[0]), '0', '0', '0' };
        var filled = 1;
        var last = Digit(letters[0]);
        foreach (var letter in letters.AsSpan(1))
        {
            if (letter is 'h' or 'w') continue; // they do not part two letters of one sound; a vowel does

            var digit = Digit(letter);
            if (digit != '0' && digit != last)
            {
                code[filled++] = digit;
                if (filled == code.Length) break;
            }

            last = digit;
        }

        return new string(code);
    }

    private static string FirstSound(string letters) => letters switch
    {
        ['p', 'h', .. var rest] => "f" + rest,
        ['k' or 'g', 'n', .. var rest] => "n" + rest,
        ['w', 'r', .. var rest] => "r" + rest,
        ['w', 'h', .. var rest] => "w" + rest,
        ['c', 'e' or 'i' or 'y', ..] => "s" + letters[1..],
        ['c' or 'q', .. var rest] => "k" + rest,
        ['g', 'e' or 'i' or 'y', ..] => "j" + letters[1..],
        ['x', .. var rest] => "z" + rest,
        _ => letters,
    };

    private static char Digit(char letter) => letter switch
    {
        'b' or 'f' or 'p' or 'v' => '1',
        'c' or 'g' or 'j' or 'k' or 'q' or 's' or 'x' or 'z' => '2',
        'd' or 't' => '3',
        'l' => '4',
        'm' or 'n' => '5',
        'r' => '6',
        _ => '0',
    };
}
