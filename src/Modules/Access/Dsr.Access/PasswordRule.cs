using System.Globalization;
using System.Text;

namespace Dsr.Access;

/// <summary>What a password must be: 12 characters or more, of any kind, and not one that is guessed first (security.md 3.1).</summary>
internal static class PasswordRule
{
    public const int Shortest = 12;
    public const int Longest = 128;

    private static readonly HashSet<string> Guessed = new(StringComparer.Ordinal)
    {
        "password", "passwort", "passw", "pass", "welcome", "admin", "administrator", "letmein", "login", "secret", "changeme", "default", "iloveyou", "monkey", "dragon",
        "football", "baseball", "sunshine", "princess", "superman", "batman", "master", "shadow", "michael", "jennifer", "charlie", "jordan", "liverpool", "chelsea", "arsenal",
        "manchester", "england", "london", "spring", "summer", "autumn", "winter", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "computer", "internet", "hospital", "doctor", "nurse", "health",
        "nhs", "dsr", "register", "support", "dynamic", "dynamicsupport", "dynamicsupportregister", "supportregister", "trust", "council", "test", "testing", "hello", "qwerty",
        "qwertyuiop", "qwertyuiopasdfghjkl", "asdfghjkl", "zxcvbnm", "qazwsx", "qazwsxedc", "qwertyasdfgh", "qwertyuiopasdfghjklzxcvbnm", "azerty", "abcdefghijkl", "abcdefgh", "abc", "abcd",
        "letmeinnow", "trustno", "whatever", "freedom", "starwars", "pokemon", "cheese", "chocolate", "flower", "purple", "orange", "password password", "mypassword", "thisismypassword",
        "nottingham", "nottinghamshire", "sunderland", "staffordshire", "sheffield", "northampton", "northamptonshire", "yorkshire", "southyorkshire", "stoke", "barnsley", "doncaster", "rotherham",
        "correcthorsebatterystaple", "ihatepasswords", "passwordpassword", "opensesame", "administrators", "companyname", "supersecret", "topsecret", "unknown", "guest", "user", "username",
    };

    /// <summary>The message for a password that may not be used, or null.</summary>
    public static string? Fault(string password, string email, string name, string organisation)
    {
        var characters = new StringInfo(password).LengthInTextElements;
        if (characters < Shortest) return "Password must be 12 characters or more";
        if (password.Length > Longest) return "Password must be 128 characters or less";

        var letters = Letters(password);
        if (password.Distinct().Count() < 5 || letters.Length == 0 || IsGuessed(letters) || IsRun(password)) return "Enter a password that is harder to guess";
        if (new[] { email, email.Split('@')[0], name, organisation }.Any(own => Letters(own) is { Length: > 3 } same && same == letters)) return "Password must not be your name, email address or organisation";
        return null;
    }

    // "P@ssw0rd2026!!" and "passwordpassword" are "password"
    private static bool IsGuessed(string letters)
    {
        if (Guessed.Contains(letters)) return true;
        for (var length = 1; length <= letters.Length / 2; length++)
            if (letters.Length % length == 0 && string.Concat(Enumerable.Repeat(letters[..length], letters.Length / length)) == letters) return true;
        return Enumerable.Range(3, Math.Max(0, letters.Length - 5)).Any(cut => Guessed.Contains(letters[..cut]) && Guessed.Contains(letters[cut..]));
    }

    private static bool IsRun(string password)
        => Enumerable.Range(1, password.Length - 1).Count(at => Math.Abs(password[at] - password[at - 1]) <= 1) >= password.Length - 2;

    private static string Letters(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant().Trim("0123456789!?.*-_#$£ ".ToCharArray()))
        {
            var read = letter switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => letter };
            if (char.IsLetter(read)) plain.Append(read);
        }
        return plain.ToString();
    }
}
