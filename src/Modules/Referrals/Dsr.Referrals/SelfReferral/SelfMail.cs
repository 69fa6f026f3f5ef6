using System.Security.Cryptography;

namespace Dsr.Referrals;

/// <summary>Mail about a self-referral: to the address that was typed, to no other, and it names nobody. Links only to one that its reader confirmed.</summary>
internal sealed class SelfMail(PublicTries tries)
{
    public static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(30);
    public const int MostCodeTries = 5;
    public const int TrackDays = 90;

    /// <summary>Mails a code of 6 digits.</summary>
    public static async Task CodeAsync(Work work, SelfDraft draft, string email)
    {
        var code = RandomNumberGenerator.GetInt32(0, 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
        await work.ExecuteAsync(
            """
            update referrals_self_draft
            set email = @email, email_confirmed = 0, code = @hash, code_at = @Now, code_tries = 0
            where id = @Id
            """, new { draft.Id, email, hash = CodeHash(draft.Id, code), work.Now });
        await work.MailAsync(new Mail($"self-referral {Sql.Text(draft.Id)} code {Sql.Text(work.Now)}", email, "self-referral-code", new Dictionary<string, string> { ["code"] = code }));
    }

    /// <summary>False when this browser's address or the mail address has had its share. Asked before the write is open.</summary>
    public Task<bool> MayMailAsync(string email) => tries.TakeAsync(PublicTries.Mailing, "to " + email.ToUpperInvariant());

    public static string CodeHash(Guid draft, string code) => SelfSecret.HashOf($"{draft:N} {code}");

    /// <summary>Mails a link that opens the draft once.</summary>
    public static async Task ResumeAsync(Work work, SelfDraft draft)
    {
        var token = await LinkAsync(work, "resume", draft.Id, null, London.StartOf(draft.ExpiresOn.AddDays(1)));
        await work.MailAsync(new Mail($"self-referral {Sql.Text(draft.Id)} resume {Sql.Text(work.Now)}", draft.Email!, "self-referral-resume",
            new Dictionary<string, string> { ["path"] = $"/self-referral/resume/{token}", ["date"] = Words.Date(draft.ExpiresOn) }));
    }

    /// <summary>Mails what has happened with a referral, with a link to see it.</summary>
    public static async Task TrackAsync(Work work, Guid draftId, string email, Guid? referralId, string template, Dictionary<string, string> values)
    {
        var token = await LinkAsync(work, "track", draftId, referralId, work.Now.AddDays(TrackDays));
        values["path"] = $"{Links.Track}/{token}";
        await work.MailAsync(new Mail($"self-referral {Sql.Text(draftId)} {template}", email, template, values));
    }

    /// <summary>The team has decided: whoever referred without an account hears of it where they confirmed an address. Otherwise the team tells them, as they asked.</summary>
    public static async Task DecidedAsync(Work work, Referral referral)
    {
        var draft = await work.FirstAsync<SelfDraft>(SelfDraft.Select + "where referral_id = @Id", new { referral.Id });
        if (draft is { Email: { } email, EmailConfirmed: true }) await TrackAsync(work, draft.Id, email, referral.Id, "self-referral-decided", []);
    }

    public static async Task<string> LinkAsync(Work work, string kind, Guid? draftId, Guid? referralId, DateTimeOffset endsAt)
    {
        var token = SelfSecret.Create();
        await work.ExecuteAsync(
            """
            insert into referrals_self_link (token, kind, draft_id, referral_id, made_at, ends_at)
            values (@hash, @kind, @draftId, @referralId, @Now, @endsAt)
            """, new { hash = SelfSecret.HashOf(token), kind, draftId, referralId, work.Now, endsAt });
        return token;
    }
}
