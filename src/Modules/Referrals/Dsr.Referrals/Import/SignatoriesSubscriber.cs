using Dsr.Access.Contracts;

namespace Dsr.Referrals;

/// <summary>Which organisations are in an area's agreement: an import gives an entry to nobody else.</summary>
internal sealed class SignatoriesSubscriber(Db db) : INotificationHandler<OrganisationJoinedAgreement>, INotificationHandler<OrganisationLeftAgreement>
{
    public Task Handle(OrganisationJoinedAgreement heard, CancellationToken cancellationToken) => db.Work.ExecuteAsync(
        """
        insert into referrals_signatory (organisation_id, area, name, from_on, ends_on)
        values (@OrganisationId, @Area, @Name, @FromOn, @EndsOn)
        on conflict (organisation_id, area) do update set name = @Name, from_on = @FromOn, ends_on = @EndsOn
        """, heard);

    public Task Handle(OrganisationLeftAgreement heard, CancellationToken cancellationToken) => db.Work.ExecuteAsync(
        """
        update referrals_signatory
        set ends_on = @LastDay
        where organisation_id = @OrganisationId
        and area = @Area
        """, new { heard.OrganisationId, heard.Area, LastDay = heard.EndedOn.AddDays(-1) });
}
