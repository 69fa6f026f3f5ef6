namespace Dsr.Access;

/// <summary>The users of the administrator's area, or of the organisation administrator's organisation.</summary>
[Needs("users.list", Roles.Administrator + "," + Roles.OrganisationAdministrator)]
internal sealed class UserListPage(Db db, Viewer viewer) : PageModel, ILoads
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string After { get; set; } = "";

    public bool MayInvite => viewer.Role == Roles.Administrator;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string? First => After.Length > 0 ? "/admin/users" : null;

    public string? Next { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<Row>(
            $"""
            select u.id, u.name, u.email, u.role, u.state, u.last_log_in_at, o.name as organisation_name
            from access_user as u
            join access_organisation as o on o.id = u.organisation_id
            where {UserScope.Sql} and u.email > @After
            order by u.email
            limit @limit
            """, new { UserScope.Of(viewer).Area, UserScope.Of(viewer).OrganisationId, After, limit = PageSize + 1 }, cancellationToken);
        Rows = [.. rows.Take(PageSize)];
        if (rows.Count > PageSize) Next = "/admin/users?after=" + Uri.EscapeDataString(Rows[^1].Email);
        return true;
    }

    public sealed record Row(Guid Id, string Name, string Email, string Role, string State, DateTimeOffset? LastLogInAt, string OrganisationName);
}
