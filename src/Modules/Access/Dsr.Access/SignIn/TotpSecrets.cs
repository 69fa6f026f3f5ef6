using Microsoft.AspNetCore.DataProtection;

namespace Dsr.Access;

/// <summary>The secrets of authenticator apps, as they are kept: encrypted with the key ring.</summary>
internal sealed class TotpSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("access.totp");

    public string Kept(byte[] secret) => Convert.ToBase64String(_protector.Protect(secret));

    public byte[] Open(string kept) => _protector.Unprotect(Convert.FromBase64String(kept));
}
