using Dsr.Consent.Contracts;
using Dsr.Referrals.Contracts;

namespace Dsr.Access;

/// <summary>What decides whether somebody may be seen: the area, the authority's last day, and whether it was withdrawn. An authority may come before the register knows the person.</summary>
internal sealed class PeopleSubscriber(Db db)
    : INotificationHandler<PersonRegistered>, INotificationHandler<AuthorityRecorded>, INotificationHandler<AuthorityRenewed>, INotificationHandler<ConsentWithdrawn>,
        INotificationHandler<PersonRemoved>, INotificationHandler<PersonDied>, INotificationHandler<PersonTransferred>
{
    private const string Close =
        """
        update access_person
        set closed = 1
        where id = @PersonId
        """;

    private const string Authorise =
        """
        insert into access_person (id, authority_ends_on, withdrawn)
        values (@PersonId, @EndsOn, 0)
        on conflict (id) do update set authority_ends_on = @EndsOn, withdrawn = 0
        """;

    public Task Handle(PersonRegistered notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into access_person (id, reference, area, withdrawn)
            values (@PersonId, @Reference, @Area, 0)
            on conflict (id) do update set reference = @Reference, area = @Area, closed = 0
            """, new { notification.PersonId, notification.Reference, notification.Area });

    public Task Handle(AuthorityRecorded notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(Authorise, new { notification.PersonId, notification.EndsOn });

    public Task Handle(AuthorityRenewed notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(Authorise, new { notification.PersonId, notification.EndsOn });

    public Task Handle(ConsentWithdrawn notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update access_person set withdrawn = 1 where id = @PersonId", new { notification.PersonId });

    public Task Handle(PersonRemoved notification, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Close, new { notification.PersonId });

    public Task Handle(PersonDied notification, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Close, new { notification.PersonId });

    public Task Handle(PersonTransferred notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update access_person set area = @ToArea where id = @PersonId", new { notification.ToArea, notification.PersonId });
}
