using Dsr.Access.Contracts;

namespace Dsr.Access;

/// <summary>Users: the acts that pages, verbs and the demonstration share.</summary>
internal static class Accounts
{
    public static async Task<Guid> AddAsync(Work work, string email, string name, Guid organisationId, string role)
    {
        var id = Ids.New(work.Now);
        await work.ExecuteAsync(
            """
            insert into access_user (id, email, name, organisation_id, role, state, totp_last_step, security_version, invited_at, demonstration, version)
            values (@id, @email, @name, @organisationId, @role, 'invited', 0, 1, @Now, 0, 1)
            """, new { id, email, name, organisationId, role, work.Now });
        await TellAsync(work, id);
        return id;
    }

    /// <summary>Whatever changes what a user may do ends the sessions that were opened before.</summary>
    public static async Task EndSessionsAsync(Work work, Guid userId)
    {
        await work.ExecuteAsync("update access_user set security_version = security_version + 1 where id = @userId", new { userId });
        await work.ExecuteAsync("delete from access_session where user_id = @userId", new { userId });
    }

    /// <summary>What follows from a user's being disabled: no session, no invitation, and everybody hears of it.</summary>
    public static async Task EndAsync(Work work, Guid userId, string signature, string reason)
    {
        await EndSessionsAsync(work, userId);
        await work.ExecuteAsync("update access_invitation set used_at = @Now where user_id = @userId and used_at is null", new { work.Now, userId });
        await History.AddAsync(work, userId, signature, "Access ended", reason);
        await TellAsync(work, userId);
    }

    /// <summary>Tells the other modules how the user stands now.</summary>
    public static async Task TellAsync(Work work, Guid userId)
    {
        var user = await work.FirstAsync<Row>(
            """
            select u.name, u.email, u.organisation_id, o.name as organisation_name, o.area, u.role, u.state
            from access_user as u
            join access_organisation as o on o.id = u.organisation_id
            where u.id = @userId
            """, new { userId });
        await work.PublishAsync(new UserChanged(userId, user!.Name, user.Email, user.OrganisationId, user.OrganisationName, user.Area, user.Role, user.State == "active"));
    }

    private sealed record Row(string Name, string Email, Guid OrganisationId, string OrganisationName, string Area, string Role, string State);
}
