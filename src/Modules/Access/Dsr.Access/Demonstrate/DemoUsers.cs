namespace Dsr.Access;

/// <summary>The made-up users whom a demonstration lets anyone continue as; none outside a demonstration.</summary>
internal sealed class DemoUsers(Db db, Settings settings, Areas areas)
{
    /// <summary>The order of <see cref="AccessDemonstration"/>: who is asked for most comes first.</summary>
    private static readonly string[] Order = ["lead", "member", "chair", "referrer", "referrer2", "agency", "analyst", "auditor", "administrator", "former"];

    public async Task<IReadOnlyList<(Area Area, IReadOnlyList<DemoUser> Users)>> ListAsync(string area, CancellationToken cancellationToken)
    {
        if (!settings.Demonstration) return [];

        var rows = await db.QueryAsync<Row>(
            """
            select u.email, u.name, u.role, o.name as organisation_name, o.area
            from access_user as u
            join access_organisation as o on o.id = u.organisation_id
            where u.demonstration = 1 and u.state = 'active' and (@area = '' or o.area = @area)
            order by u.email
            """, new { area }, cancellationToken);
        return [.. areas.All
            .Select(each => (each, (IReadOnlyList<DemoUser>)[.. rows
                .Where(row => row.Area == each.Key)
                .OrderBy(row => Array.IndexOf(Order, row.Email.Split('@')[0]))
                .Select(row => new DemoUser($"{row.Name}, {Roles.Words(row.Role)}, {row.OrganisationName}", row.Email))]))
            .Where(group => group.Item2.Count > 0)];
    }

    public Task<Guid?> FindAsync(string email, CancellationToken cancellationToken)
        => settings.Demonstration
            ? db.FirstAsync<Guid?>("select id from access_user where email = @email and demonstration = 1 and state = 'active'", new { email = Email.Kept(email) }, cancellationToken)
            : Task.FromResult<Guid?>(null);

    private sealed record Row(string Email, string Name, string Role, string OrganisationName, string Area);
}
