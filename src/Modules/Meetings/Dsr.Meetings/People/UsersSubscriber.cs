using Dsr.Access.Contracts;

namespace Dsr.Meetings;

/// <summary>The copy of users and signed organisations: who can chair, be told, attend, or be given an action.</summary>
internal sealed class UsersSubscriber(Db db) : INotificationHandler<UserChanged>, INotificationHandler<OrganisationJoinedAgreement>, INotificationHandler<OrganisationLeftAgreement>
{
    public Task Handle(UserChanged notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into meetings_user (id, name, email, organisation_id, organisation_name, area, role, active)
            values (@UserId, @Name, @Email, @OrganisationId, @OrganisationName, @Area, @Role, @Active)
            on conflict (id) do update set
              name = excluded.name, email = excluded.email, organisation_id = excluded.organisation_id, organisation_name = excluded.organisation_name,
              area = excluded.area, role = excluded.role, active = excluded.active
            """, notification);

    public Task Handle(OrganisationJoinedAgreement notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into meetings_organisation (id, area, name, kinds, from_on, ends_on)
            values (@OrganisationId, @Area, @Name, @Kind, @FromOn, @EndsOn)
            on conflict (id, area) do update set name = excluded.name, kinds = excluded.kinds, from_on = excluded.from_on, ends_on = excluded.ends_on
            """, notification);

    // it ends from now on, not at the end of the day
    public Task Handle(OrganisationLeftAgreement notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            update meetings_organisation
            set ends_on = @lastDay
            where id = @OrganisationId and area = @Area
            """, new { notification.OrganisationId, notification.Area, lastDay = notification.EndedOn.AddDays(-1) });
}
