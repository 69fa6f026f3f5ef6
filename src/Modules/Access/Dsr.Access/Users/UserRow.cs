namespace Dsr.Access;

/// <summary>A user that the viewer administers.</summary>
internal sealed record UserRow(Guid Id, string Name, string Email, string Role, string State, DateTimeOffset? LastLogInAt, bool Demonstration, int Version, Guid OrganisationId, string OrganisationName)
{
    public static Task<UserRow?> FindAsync(Db db, Viewer viewer, Guid id, CancellationToken cancellationToken)
        => db.FirstAsync<UserRow>(
            $"""
            select u.id, u.name, u.email, u.role, u.state, u.last_log_in_at, u.demonstration, u.version, o.id as organisation_id, o.name as organisation_name
            from access_user as u
            join access_organisation as o on o.id = u.organisation_id
            where u.id = @id and {UserScope.Sql}
            """, new { id, UserScope.Of(viewer).Area, UserScope.Of(viewer).OrganisationId }, cancellationToken);
}
