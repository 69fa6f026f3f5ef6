using Microsoft.AspNetCore.Http;

namespace Dsr.Access;

/// <summary>Sessions stand in the database; the cookie carries a secret of 256 bits whose SHA-256 finds the row.</summary>
internal sealed class Sessions(Db db, Settings settings, TimeProvider clock, Viewer viewer)
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private const int MostOfAUser = 5;

    // one query a request: session, user, organisation, agreement, each by its key
    private const string Find =
        """
        select s.id, s.user_id, s.created_at, s.seen_at, u.name, u.role, o.id as organisation_id, o.name as organisation_name, o.area,
          case when a.ended_at is null and a.from_on <= @today and (a.ends_on is null or a.ends_on >= @today) then 1 else 0 end as in_agreement
        from access_session as s
        join access_user as u on u.id = s.user_id and u.security_version = s.security_version and u.state = 'active'
        join access_organisation as o on o.id = u.organisation_id
        left join access_agreement as a on a.id = o.agreement_id
        where s.secret_hash = @hash
        """;

    /// <summary>15 minutes for whoever sees everything of nobody, 30 for the others.</summary>
    public static TimeSpan IdleOf(string role) => TimeSpan.FromMinutes(role is Roles.Administrator or Roles.Auditor ? 15 : 30);

    public static TimeSpan Remaining(Row session, DateTimeOffset now)
    {
        var idle = session.SeenAt + IdleOf(session.Role) - now;
        var whole = session.CreatedAt + Longest - now;
        return idle < whole ? idle : whole;
    }

    public Task<Row?> FindAsync(string secret, CancellationToken cancellationToken)
        => db.FirstAsync<Row>(Find, new { hash = Secret.HashOf(secret), today = clock.Today() }, cancellationToken);

    public Task SeenAsync(Guid id, CancellationToken cancellationToken)
        => db.WriteAsync(work => work.ExecuteAsync("update access_session set seen_at = @Now where id = @id", new { work.Now, id }), cancellationToken);

    /// <summary>A new session for the user, with a new secret; the oldest of more than five ends. Who is asking is that user from now.</summary>
    public async Task<string> StartAsync(Work work, Guid userId, HttpContext http)
    {
        var (id, secret, prefix) = (Ids.New(work.Now), Secret.Create(), AddressPrefix(http));
        await work.ExecuteAsync(
            """
            insert into access_session (id, secret_hash, user_id, security_version, created_at, seen_at, address_prefix)
            select @id, @hash, u.id, u.security_version, @Now, @Now, @prefix
            from access_user as u
            where u.id = @userId
            """, new { id, hash = Secret.HashOf(secret), userId, work.Now, prefix });
        await work.ExecuteAsync("update access_user set last_log_in_at = @Now where id = @userId", new { work.Now, userId });
        await work.ExecuteAsync(
            """
            delete from access_session
            where user_id = @userId and id <> @id and id not in (select id from access_session where user_id = @userId order by created_at desc, id desc limit @MostOfAUser)
            """, new { userId, id, MostOfAUser });
        var session = await work.FirstAsync<Row>(Find, new { hash = Secret.HashOf(secret), today = clock.Today() })
            ?? throw new InvalidOperationException("A session was started for a user who is not active.");
        viewer.Be(session.UserId, session.Name, session.OrganisationId, session.OrganisationName, session.Role, session.Area, session.Id, prefix);
        await work.AuditAsync("session.started", id);
        return secret;
    }

    public Task EndAsync(Guid id, CancellationToken cancellationToken)
        => db.WriteAsync(async work =>
        {
            await work.ExecuteAsync("delete from access_session where id = @id", new { id });
            await work.AuditAsync("session.ended", id);
        }, cancellationToken);

    public void Give(HttpContext http, string secret) => http.Response.Cookies.Append(CookieName(http), secret, CookieOf(http));

    public void Take(HttpContext http) => http.Response.Cookies.Delete(CookieName(http), CookieOf(http));

    public string? Carried(HttpContext http) => http.Request.Cookies[CookieName(http)];

    /// <summary>Without Secure only outside Production on this very machine, so that a demonstration works in every client.</summary>
    public bool IsPlain(HttpContext http)
        => !settings.Production && !http.Request.IsHttps && (http.Connection.RemoteIpAddress is not { } address || System.Net.IPAddress.IsLoopback(address));

    public CookieOptions CookieOf(HttpContext http) => new() { HttpOnly = true, Secure = !IsPlain(http), SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    public static string AddressPrefix(HttpContext http)
        => http.Connection.RemoteIpAddress is not { } address ? "local"
            : address.IsIPv4MappedToIPv6 || address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? string.Join('.', address.MapToIPv4().ToString().Split('.')[..3])
            : string.Join(':', address.ToString().Split(':')[..3]);

    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "local";

    private string CookieName(HttpContext http) => IsPlain(http) ? "dsr" : "__Host-dsr";

    public sealed record Row(
        Guid Id, Guid UserId, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string Name, string Role, Guid OrganisationId, string OrganisationName, string Area, bool InAgreement);
}
