namespace Dsr.Access;

/// <summary>Invitations: a link that works once. The authenticator's secret is made with it, so that looking at the page uses nothing up.</summary>
internal static class Invitations
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(72);
    public static readonly TimeSpan FirstAdministrators = TimeSpan.FromMinutes(30);

    /// <summary>Makes the only invitation of the user that works; answers its secret.</summary>
    public static async Task<(Guid Id, string Token, DateTimeOffset EndsAt)> MakeAsync(Work work, Guid userId, TimeSpan lasts, TotpSecrets secrets)
    {
        var (id, token, endsAt) = (Ids.New(work.Now), Secret.Create(), work.Now + lasts);
        await work.ExecuteAsync("update access_invitation set used_at = @Now where user_id = @userId and used_at is null", new { work.Now, userId });
        await work.ExecuteAsync(
            """
            insert into access_invitation (id, user_id, token_hash, totp_secret, made_at, expires_at)
            values (@id, @userId, @hash, @totp, @Now, @endsAt)
            """, new { id, userId, hash = Secret.HashOf(token), totp = secrets.Kept(OneTimeCode.CreateSecret()), work.Now, endsAt });
        return (id, token, endsAt);
    }

    /// <summary>Makes it and mails it.</summary>
    public static async Task SendAsync(Work work, Guid userId, string name, string email, TotpSecrets secrets, Settings settings)
    {
        var (id, token, endsAt) = await MakeAsync(work, userId, Lasts, secrets);
        await work.MailAsync(new Mail($"invitation {id:N}", email, "invitation", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["link"] = Link(settings, token),
            ["ends"] = Words.DateTime(endsAt),
        }));
    }

    public static string Link(Settings settings, string token) => $"{settings.PublicUrl}/invite/{token}";
}
