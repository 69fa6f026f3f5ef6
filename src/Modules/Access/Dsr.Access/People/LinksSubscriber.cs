using Dsr.Referrals.Contracts;

namespace Dsr.Access;

/// <summary>Who is related to whom.</summary>
internal sealed class LinksSubscriber(Db db) : INotificationHandler<PersonLinked>, INotificationHandler<PersonUnlinked>
{
    public Task Handle(PersonLinked notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into access_link (id, person_id, user_id, organisation_id, kind, from_on, ends_on)
            values (@LinkId, @PersonId, @UserId, @OrganisationId, @Kind, @FromOn, @EndsOn)
            on conflict (id) do update set user_id = @UserId, organisation_id = @OrganisationId, kind = @Kind, from_on = @FromOn, ends_on = @EndsOn
            """, notification);

    public Task Handle(PersonUnlinked notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("delete from access_link where id = @LinkId", new { notification.LinkId });
}
