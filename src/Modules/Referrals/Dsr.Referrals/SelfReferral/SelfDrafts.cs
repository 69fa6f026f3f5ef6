using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>A self-referral under way. It belongs to the browser that holds its secret, and becomes a referral with a person only when it is sent.</summary>
internal sealed record SelfDraft(
    Guid Id, string Reference, string Area, string State, string Content, bool Easy, bool InCrisis, bool Trapped, DateTimeOffset StartedAt, DateOnly ExpiresOn,
    string? Email, bool EmailConfirmed, string? Code, DateTimeOffset? CodeAt, int CodeTries, DateTimeOffset? SentAt, string? HeldWhy, Guid? ReferralId, int Version)
{
    public const string Select =
        """
        select id, reference, area, state, content, easy, in_crisis, trapped, started_at, expires_on, email, email_confirmed, code, code_at, code_tries, sent_at, held_why, referral_id, version
        from referrals_self_draft

        """;

    public SelfAnswers Answers => SelfAnswers.Read(Content);

    public bool IsSent => State != "open";
}

/// <summary>A secret that a link or a cookie carries: 256 random bits, of which the database keeps the SHA-256 alone.</summary>
internal static class SelfSecret
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <summary>Opens and saves the draft of one request. Whoever does not hold its secret is answered as if there were none.</summary>
internal sealed class SelfDrafts(Db db, Areas areas, TimeProvider clock, IHttpContextAccessor http)
{
    private const string Cookie = "dsr-self";

    public SelfDraft Draft { get; private set; } = null!;

    public SelfAnswers Answers { get; private set; } = SelfAnswers.Empty;

    public Area Area => areas[Draft.Area];

    public bool Easy => http.HttpContext!.Request.Path.StartsWithSegments("/easy", StringComparison.Ordinal);

    public IReadOnlyList<SelfAsk> Asks => SelfJourney.Of(Answers, Area, Easy, clock.Today());

    public async Task<bool> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        if (http.HttpContext!.Request.Cookies[Cookie] is not { Length: > 0 } secret) return false;
        var found = await db.FirstAsync<SelfDraft>(
            SelfDraft.Select +
            """
            where id = @id
            and holder = @holder
            and (state <> 'open' or expires_on >= @today)
            """, new { id, holder = SelfSecret.HashOf(secret), today = clock.Today() }, cancellationToken);
        if (found is null) return false;
        (Draft, Answers) = (found, found.Answers);
        return true;
    }

    /// <summary>A new draft, held by this browser.</summary>
    public async Task<Guid> StartAsync(Work work, Area area, bool trapped)
    {
        var id = Ids.New(work.Now);
        await work.ExecuteAsync(
            """
            insert into referrals_self_draft (id, reference, area, holder, state, content, easy, in_crisis, trapped, started_at, expires_on, email_confirmed, code_tries, version)
            values (@id, @reference, @Key, @holder, 'open', '{}', @Easy, 0, @trapped, @Now, @expiresOn, 0, 0, 1)
            """, new
            {
                id, reference = Reference.Create(), area.Key, holder = Hold(), Easy, trapped, work.Now,
                expiresOn = work.Now.LondonDate().AddDays(area.Section<ReferralsArea>("referrals").SelfReferralDraftDays),
            });
        return id;
    }

    /// <summary>Puts answers beside those that there are. Two tabs do not undo each other: each saves its own question.</summary>
    public async Task SaveAsync(Work work, Guid id, IEnumerable<KeyValuePair<string, string[]>> answers)
    {
        await work.ChangeAsync(
            """
            update referrals_self_draft
            set version = version + 1
            where id = @id
            and state = 'open'
            """, new { id });
        Draft = (await work.FirstAsync<SelfDraft>(SelfDraft.Select + "where id = @id", new { id }))!;
        Answers = Draft.Answers.With(answers);
        await work.ExecuteAsync(
            """
            update referrals_self_draft
            set content = @Content, in_crisis = @inCrisis, easy = @Easy
            where id = @id
            """, new { id, Answers.Content, inCrisis = Draft.InCrisis || Answers.SaysCrisis, Easy });
    }

    /// <summary>Makes this browser the one that holds a draft: what a link that was mailed does.</summary>
    public Task TakeOverAsync(Work work, Guid id)
        => work.ExecuteAsync("update referrals_self_draft set holder = @holder where id = @id", new { id, holder = Hold() });

    /// <summary>This browser forgets what it holds.</summary>
    public void LetGo() => http.HttpContext!.Response.Cookies.Delete(Cookie);

    // one secret for the browser, so that two drafts can be open in it; gone when the browser is closed
    private string Hold()
    {
        var context = http.HttpContext!;
        if (context.Request.Cookies[Cookie] is not { Length: 43 } secret)
        {
            secret = SelfSecret.Create();
            context.Response.Cookies.Append(Cookie, secret, new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/" });
        }
        return SelfSecret.HashOf(secret);
    }
}
