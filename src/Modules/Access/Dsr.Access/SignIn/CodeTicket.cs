using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Dsr.Access;

/// <summary>Between password and code: an encrypted cookie that says whose password was right, good for ten minutes.</summary>
internal sealed class CodeTicket(IDataProtectionProvider protection, Sessions sessions, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("access.code-ticket");

    public void Give(HttpContext http, Guid userId, int securityVersion, string next)
    {
        var until = clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds();
        http.Response.Cookies.Append(Name(http), _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{userId:N} {securityVersion} {until} {(next.Length <= 300 ? next : "")}")), sessions.CookieOf(http));
    }

    public Open? Read(HttpContext http)
    {
        if (http.Request.Cookies[Name(http)] is not { Length: > 0 } carried) return null;
        try
        {
            var parts = _protector.Unprotect(carried).Split(' ', 4);
            var open = new Open(Guid.ParseExact(parts[0], "N"), int.Parse(parts[1], CultureInfo.InvariantCulture), parts[3]);
            return long.Parse(parts[2], CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds() ? open : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Take(HttpContext http) => http.Response.Cookies.Delete(Name(http), sessions.CookieOf(http));

    private string Name(HttpContext http) => sessions.IsPlain(http) ? "dsr-code" : "__Host-dsr-code";

    public sealed record Open(Guid UserId, int SecurityVersion, string Next);
}
