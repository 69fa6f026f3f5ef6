using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Dsr.Access;

/// <summary>A secret of 256 random bits that a link or a cookie carries. The database keeps its SHA-256 alone.</summary>
internal static class Secret
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
