using Dsr.Access.Contracts;

namespace Dsr.Referrals;

/// <summary>The users whom an entry may name as its owner, and where their mail goes. When one can log in no longer, the DSR team is told that their people need another owner.</summary>
internal sealed class UsersSubscriber(Db db) : INotificationHandler<UserChanged>
{
    public async Task Handle(UserChanged told, CancellationToken cancellationToken)
    {
        var was = await db.Work.FirstAsync<bool?>("select active from referrals_user where user_id = @UserId", told);
        await db.Work.ExecuteAsync(
            """
            insert into referrals_user (user_id, name, email, organisation_id, organisation_name, area, role, active)
            values (@UserId, @Name, @Email, @OrganisationId, @OrganisationName, @Area, @Role, @Active)
            on conflict (user_id) do update
            set name = excluded.name, email = excluded.email, organisation_id = excluded.organisation_id, organisation_name = excluded.organisation_name,
              area = excluded.area, role = excluded.role, active = excluded.active
            """, told);
        if (was != true || told.Active) return;
        var owns = await db.Work.FirstAsync<Guid?>("select id from referrals_person where owner_id = @UserId and state = 'active' limit 1", told);
        if (owns is not null) await Inbox.AddAsync(db.Work, told.Area, null, null, "owner-left", $"{told.Name}, {told.OrganisationName}", "An owner has left: their people need a new owner");
    }
}
