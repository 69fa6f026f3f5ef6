using Dsr.Access;

namespace Dsr.Tests.Access;

/// <summary>An authenticator app: it knows the key that the page shows, and the time.</summary>
internal sealed class Authenticator(string key, TimeProvider clock)
{
    private readonly byte[] _secret = Bytes(key);

    public string Code(int steps = 0) => OneTimeCode.At(_secret, OneTimeCode.StepAt(clock.GetUtcNow()) + steps);

    private static byte[] Bytes(string key)
    {
        var (bytes, held, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in key.Where(char.IsLetterOrDigit))
        {
            (held, bits) = ((held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits < 8) continue;
            bytes.Add((byte)(held >> (bits -= 8)));
            held &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}

/// <summary>Ways that more than one test takes.</summary>
internal static class Ways
{
    public const string Password = "three purple lanterns sing";

    /// <summary>An administrator invites somebody; answers the address of the link that was mailed.</summary>
    public static async Task<string> InviteAsync(this TestRegister register, string email, string role = "Professional", string organisation = "NSCHT CAMHS")
    {
        var administrator = await register.SignInAsync("administrator");
        var page = await administrator.OpenAsync("/admin/users/invite");
        var sent = await page.Type("Full name", "Robin Marlow").Type("Work email address", email).Select("Organisation", organisation).Choose(role, "Role").PressAndFollowAsync("Send invitation");
        sent.Banner.ShouldContain("Invitation sent");
        return await register.MailedLinkAsync(email);
    }

    public static async Task<string> MailedLinkAsync(this TestRegister register, string email)
    {
        var bodies = await register.RowsAsync<string>("select body from shared_outbox where to_address = @email order by queued_at desc, id desc", new { email });
        return bodies[0].Split('\n').First(line => line.Contains("/invite/", StringComparison.Ordinal)).Trim()["http://localhost".Length..];
    }

    /// <summary>Accepts an invitation; answers the app that was connected.</summary>
    public static async Task<Authenticator> AcceptAsync(this TestRegister register, string link)
    {
        var page = await register.Visitor().OpenAsync(link);
        var app = new Authenticator(page.Find("code")!.TextContent, register.Clock);
        var ready = await page.Type("Choose a password", Password).Type("6-digit code", app.Code()).Choose("I accept the terms").PressAndFollowAsync("Set up account");
        ready.Banner.ShouldContain("Your account is ready. Log in.");
        return app;
    }

    public static async Task<Screen> LogInAsync(this Visitor visitor, string email, string password = Password)
        => await (await visitor.OpenAsync("/log-in")).Type("Work email address", email).Type("Password", password).PressAsync("Log in");
}
