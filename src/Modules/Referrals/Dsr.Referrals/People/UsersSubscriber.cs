using Dsr.Access.Contracts;

namespace Dsr.Referrals;

/// <summary>The users whom an entry may name as its owner, and where their mail goes.</summary>
internal sealed class UsersSubscriber(Db db) : INotificationHandler<UserChanged>
{
    public Task Handle(UserChanged told, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into referrals_user (user_id, name, email, organisation_id, organisation_name, area, role, active)
            values (@UserId, @Name, @Email, @OrganisationId, @OrganisationName, @Area, @Role, @Active)
            on conflict (user_id) do update
            set name = excluded.name, email = excluded.email, organisation_id = excluded.organisation_id, organisation_name = excluded.organisation_name,
              area = excluded.area, role = excluded.role, active = excluded.active
            """, told);
}
