using Dsr.Consent.Contracts;
using Dsr.Rating.Contracts;
using Dsr.Referrals.Contracts;

namespace Dsr.Reporting;

/// <summary>What is counted of a person: nothing that names them, and the key only to change their row.</summary>
internal sealed class PeopleSubscriber(Db db) :
    INotificationHandler<PersonRegistered>, INotificationHandler<PersonChanged>, INotificationHandler<RatingChanged>,
    INotificationHandler<ConsentWithdrawn>, INotificationHandler<AuthorityRecorded>,
    INotificationHandler<PersonRemoved>, INotificationHandler<PersonDied>, INotificationHandler<PersonTransferred>
{
    // off the register counts as withdrawn does: not at all
    private const string CountNoLonger =
        """
        update reporting_person
        set withdrawn = 1
        where person_id = @PersonId
        """;

    private const string Add =
        """
        insert into reporting_person (person_id, area, born_on, local_authority, withdrawn)
        values (@PersonId, @Area, @BornOn, @LocalAuthority, 0)
        on conflict (person_id) do update set area = excluded.area, born_on = excluded.born_on, local_authority = excluded.local_authority, withdrawn = 0
        """;

    private const string Change =
        """
        update reporting_person
        set born_on = @BornOn, local_authority = @LocalAuthority
        where person_id = @PersonId
        """;

    public Task Handle(PersonRegistered registered, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Add, registered);

    public Task Handle(PersonChanged changed, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Change, changed);

    public Task Handle(RatingChanged changed, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update reporting_person set rating = @To where person_id = @PersonId", changed);

    public Task Handle(ConsentWithdrawn withdrawn, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update reporting_person set withdrawn = 1 where person_id = @PersonId", withdrawn);

    public Task Handle(AuthorityRecorded recorded, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update reporting_person set withdrawn = 0 where person_id = @PersonId", recorded);

    public Task Handle(PersonRemoved removed, CancellationToken cancellationToken) => db.Work.ExecuteAsync(CountNoLonger, removed);

    public Task Handle(PersonDied died, CancellationToken cancellationToken) => db.Work.ExecuteAsync(CountNoLonger, died);

    public Task Handle(PersonTransferred transferred, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update reporting_person set area = @ToArea, local_authority = @LocalAuthority where person_id = @PersonId", transferred);
}
