using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Dsr.Consent;

/// <summary>What a link carries: 256 random bits. The link's row keeps its SHA-256 alone.</summary>
internal static class Token
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
