using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Dsr.Access;

/// <summary>A browser that the user logged in with before: whoever guesses at the account elsewhere cannot make this one wait. It proves nothing else.</summary>
internal sealed class KnownDevice(IDataProtectionProvider protection, Sessions sessions, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(90);
    private readonly IDataProtector _protector = protection.CreateProtector("access.known-device");

    public void Remember(HttpContext http, Guid userId)
    {
        var cookie = sessions.CookieOf(http);
        cookie.MaxAge = Lasts;
        http.Response.Cookies.Append(Name(http), _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{userId:N} {(clock.GetUtcNow() + Lasts).ToUnixTimeSeconds()} {Secret.Create()}")), cookie);
    }

    /// <summary>The name under which this browser's tries for the user are counted; null for a browser that is not known.</summary>
    public string? NameOf(HttpContext http, Guid userId)
    {
        if (http.Request.Cookies[Name(http)] is not { Length: > 0 } carried) return null;
        try
        {
            var parts = _protector.Unprotect(carried).Split(' ');
            return parts[0] == userId.ToString("N") && long.Parse(parts[1], CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds() ? "device " + Secret.HashOf(parts[2]) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private string Name(HttpContext http) => sessions.IsPlain(http) ? "dsr-device" : "__Host-dsr-device";
}
