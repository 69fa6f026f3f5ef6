using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dsr.Access;

/// <summary>The six digits of an authenticator app: RFC 6238 with SHA-1, steps of 30 seconds, one step early or late accepted.</summary>
internal static class OneTimeCode
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] CreateSecret() => RandomNumberGenerator.GetBytes(20);

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 30;

    /// <summary>The step whose code was typed, or null. The caller refuses a step that was used before.</summary>
    public static long? StepOf(byte[] secret, string? typed, DateTimeOffset now)
    {
        var digits = new string([.. (typed ?? "").Where(char.IsAsciiDigit)]);
        if (digits.Length != 6) return null;

        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(At(secret, step)), Encoding.ASCII.GetBytes(digits))) found = step;
        return found;
    }

    public static string At(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // what authenticator apps speak
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The secret in base 32, in groups of four, to type into an app.</summary>
    public static string InWords(byte[] secret) => string.Join(' ', Base32(secret).Chunk(4).Select(four => new string(four)));

    /// <summary>What the app reads from the picture.</summary>
    public static string Address(byte[] secret, string email)
        => $"otpauth://totp/{Uri.EscapeDataString("Dynamic Support Register")}:{Uri.EscapeDataString(email)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString("Dynamic Support Register")}&digits=6&period=30";

    private static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        var (held, bits) = (0, 0);
        foreach (var each in bytes)
        {
            (held, bits) = ((held << 8) | each, bits + 8);
            while (bits >= 5)
            {
                text.Append(Alphabet[(held >> (bits - 5)) & 31]);
                bits -= 5;
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) text.Append(Alphabet[(held << (5 - bits)) & 31]);
        return text.ToString();
    }
}
