using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dsr.Access;

/// <summary>What is known of the session for the length of one request.</summary>
internal sealed class OpenSession
{
    public Sessions.Row? Row { get; set; }
}

/// <summary>Finds who is asking, afresh for each request: whoever was disabled or changed is nobody at the next one.</summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Sessions sessions, OpenSession open, Viewer viewer, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "session";
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private bool _timedOut;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (sessions.Carried(Context) is not { Length: 43 } secret || Request.Path.StartsWithSegments("/lib", StringComparison.Ordinal)) return AuthenticateResult.NoResult();
        if (await sessions.FindAsync(secret, Context.RequestAborted) is not { } session) return AuthenticateResult.NoResult();

        var now = clock.GetUtcNow();
        if (Sessions.Remaining(session, now) <= TimeSpan.Zero)
        {
            _timedOut = true;
            return AuthenticateResult.NoResult();
        }

        open.Row = session;
        viewer.Be(session.UserId, session.Name, session.OrganisationId, session.OrganisationName, session.Role, session.Area, session.Id, Sessions.AddressPrefix(Context));
        if (now - session.SeenAt >= SeenEvery && SomebodyActs()) await sessions.SeenAsync(session.Id, Context.RequestAborted);

        // the form tokens of a session are no good in another one
        var identity = new ClaimsIdentity([new Claim("sub", session.Id.ToString("N")), new Claim("role", session.Role)], Scheme.Name, "sub", "role");
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var query = _timedOut ? QueryString.Create("timed-out", "true") : QueryString.Empty;
        if (Request.Path != "/home" && Request.Path != "/") query = query.Add("next", Request.PathBase + Request.Path + (HttpMethods.IsGet(Request.Method) ? Request.QueryString.ToString() : ""));
        Response.StatusCode = StatusCodes.Status302Found;
        Response.Headers.Location = "/log-in" + query;
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // a page that asks by itself (how long have I got, has anything changed) keeps nobody logged in
    private bool SomebodyActs()
        => !Request.Path.StartsWithSegments("/session/remaining", StringComparison.Ordinal) && !(HttpMethods.IsGet(Request.Method) && Request.Headers["Sec-Fetch-Dest"] == "empty");
}
