using Dsr.Access.Contracts;

namespace Dsr.Referrals;

/// <summary>The organisations whose users may own an entry: those with an agreement in force.</summary>
internal sealed class OrganisationSubscriber(Db db) : INotificationHandler<OrganisationJoinedAgreement>, INotificationHandler<OrganisationLeftAgreement>
{
    public Task Handle(OrganisationJoinedAgreement notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into referrals_organisation (organisation_id, area, name, kind, from_on, ends_on)
            values (@OrganisationId, @Area, @Name, @Kind, @FromOn, @EndsOn)
            on conflict (organisation_id, area) do update
            set name = excluded.name, kind = excluded.kind, from_on = excluded.from_on, ends_on = excluded.ends_on
            """, notification);

    public Task Handle(OrganisationLeftAgreement notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            update referrals_organisation
            set ends_on = @lastOn
            where organisation_id = @OrganisationId
            and area = @Area
            """, new { notification.OrganisationId, notification.Area, lastOn = notification.EndedOn.AddDays(-1) });
}
