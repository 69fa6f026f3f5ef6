namespace Dsr.Access;

/// <summary>The user's own account: who they are here, where they are logged in, and a way to end it all.</summary>
[Needs("account.read", Roles.Everyone)]
internal sealed class MyAccountPage(Db db, Viewer viewer, Sessions sessions, TimeProvider clock) : PageModel, ILoads
{
    public Viewer Viewer => viewer;

    public string EmailAddress { get; private set; } = "";

    public IReadOnlyList<Row> Open { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        EmailAddress = await db.FirstAsync<string>("select email from access_user where id = @UserId", new { viewer.UserId }, cancellationToken) ?? "";
        Open = await db.QueryAsync<Row>(
            """
            select id, created_at, seen_at, address_prefix
            from access_session
            where user_id = @UserId and created_at > @oldest and seen_at > @idle
            order by created_at desc
            """, new { viewer.UserId, oldest = now - Sessions.Longest, idle = now - Sessions.IdleOf(viewer.Role) }, cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await db.WriteAsync(async work =>
        {
            await Accounts.EndSessionsAsync(work, viewer.UserId);
            await work.AuditAsync("sessions.ended-everywhere", viewer.UserId);
        }, cancellationToken);
        sessions.Take(HttpContext);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return this.SeeOther("/log-in?logged-out=true");
    }

    public sealed record Row(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, string AddressPrefix);
}
