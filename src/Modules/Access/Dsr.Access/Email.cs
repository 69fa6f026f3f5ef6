namespace Dsr.Access;

/// <summary>An address as it is kept: without spaces around it, in lower case.</summary>
internal static class Email
{
    public static string Kept(string? typed) => (typed ?? "").Trim().ToLowerInvariant();
}
