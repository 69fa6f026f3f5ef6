using System.Security.Cryptography;

namespace Dsr.Shared;

/// <summary>A short random reference that says nothing about whom it names: <c>DR-</c> and eight characters of Crockford's base 32, as <c>DR-7K2M-9XQT</c>.</summary>
public static class Reference
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new one (40 random bits; the column that keeps it is unique).</summary>
    public static string Create() => Shown(RandomNumberGenerator.GetString(Alphabet, 8));

    /// <summary>Reads one in any case and spacing, with or without <c>DR</c>; O is read as 0, I and L as 1. <paramref name="reference"/> is the form kept and shown.</summary>
    public static bool TryParse(string? typed, out string reference)
    {
        reference = "";
        var bare = Typed.Bare(typed).ToUpperInvariant();
        if (bare.Length == 10 && bare.StartsWith("DR", StringComparison.Ordinal)) bare = bare[2..];
        bare = bare.Replace('O', '0').Replace('I', '1').Replace('L', '1');
        if (bare.Length != 8 || !bare.All(Alphabet.Contains)) return false;

        reference = Shown(bare);
        return true;
    }

    private static string Shown(string eight) => $"DR-{eight[..4]}-{eight[4..]}";
}
