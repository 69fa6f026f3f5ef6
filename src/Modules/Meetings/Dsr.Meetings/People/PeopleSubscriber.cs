using Dsr.Rating.Contracts;
using Dsr.Referrals.Contracts;

namespace Dsr.Meetings;

/// <summary>The copy of people that agendas, actions and requests show and filter by.</summary>
internal sealed class PeopleSubscriber(Db db) :
    INotificationHandler<PersonRegistered>, INotificationHandler<PersonChanged>, INotificationHandler<OwnerChanged>,
    INotificationHandler<RatingChanged>, INotificationHandler<UpdateAdded>,
    INotificationHandler<PersonAdmitted>, INotificationHandler<PersonDischarged>,
    INotificationHandler<PersonLinked>, INotificationHandler<PersonUnlinked>
{
    public Task Handle(PersonRegistered notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into meetings_person (id, reference, area, initials, first_name, last_name, preferred_name, born_on, owner_id, owner_name, owner_organisation_id, owner_organisation_name, registered_on, route, last_update_on, state)
            values (@PersonId, @Reference, @Area, @initials, @FirstName, @LastName, @PreferredName, @BornOn, @OwnerId, @OwnerName, @OwnerOrganisationId, @OwnerOrganisationName, @RegisteredOn, @Route, @LastUpdateOn, 'active')
            on conflict (id) do update set
              reference = excluded.reference, area = excluded.area, initials = excluded.initials, first_name = excluded.first_name, last_name = excluded.last_name,
              preferred_name = excluded.preferred_name, born_on = excluded.born_on, owner_id = excluded.owner_id, owner_name = excluded.owner_name,
              owner_organisation_id = excluded.owner_organisation_id, owner_organisation_name = excluded.owner_organisation_name,
              registered_on = excluded.registered_on, route = excluded.route, last_update_on = excluded.last_update_on, state = 'active'
            """,
            new
            {
                notification.PersonId, notification.Reference, notification.Area, initials = Initials(notification.FirstName, notification.LastName),
                notification.FirstName, notification.LastName, notification.PreferredName, notification.BornOn,
                notification.OwnerId, notification.OwnerName, notification.OwnerOrganisationId, notification.OwnerOrganisationName,
                notification.RegisteredOn, notification.Route, notification.LastUpdateOn,
            });

    public Task Handle(PersonChanged notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            update meetings_person
            set initials = @initials, first_name = @FirstName, last_name = @LastName, preferred_name = @PreferredName, born_on = @BornOn
            where id = @PersonId
            """,
            new { notification.PersonId, initials = Initials(notification.FirstName, notification.LastName), notification.FirstName, notification.LastName, notification.PreferredName, notification.BornOn });

    public async Task Handle(OwnerChanged notification, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync(
            """
            update meetings_person
            set owner_id = @OwnerId, owner_name = @OwnerName, owner_organisation_id = @OwnerOrganisationId, owner_organisation_name = @OwnerOrganisationName
            where id = @PersonId
            """, notification);
        await HappenedAsync(notification.PersonId, notification.ChangedAt.LondonDate(), $"{notification.OwnerName} became the owner");
    }

    public async Task Handle(RatingChanged notification, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync(
            """
            update meetings_person
            set rating_from = @From, rating = @To, rating_since_on = @SinceOn, hold_until = @HoldUntil
            where id = @PersonId
            """, notification);
        await HappenedAsync(notification.PersonId, notification.SinceOn, notification.From is null ? $"First rated {notification.To}" : $"{Word.Capital(notification.From)} to {notification.To}");
    }

    public async Task Handle(UpdateAdded notification, CancellationToken cancellationToken)
    {
        var on = notification.AddedAt.LondonDate();
        await db.Work.ExecuteAsync("update meetings_person set last_update_on = @on where id = @PersonId", new { on, notification.PersonId });
        await HappenedAsync(notification.PersonId, on, notification.Risk switch
        {
            "higher" => "Update added: the risk is higher",
            "lower" => "Update added: the risk is lower",
            "same" => "Update added: the risk is the same",
            _ => "Update added",
        });
    }

    public Task Handle(PersonAdmitted notification, CancellationToken cancellationToken)
        => HappenedAsync(notification.PersonId, notification.AdmittedOn, "Admitted to a mental health hospital");

    public Task Handle(PersonDischarged notification, CancellationToken cancellationToken)
        => HappenedAsync(notification.PersonId, notification.DischargedOn, $"Left hospital: red until {Words.Date(notification.HoldUntil)}");

    public Task Handle(PersonLinked notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into meetings_link (id, person_id, user_id, organisation_id, from_on, ends_on)
            values (@LinkId, @PersonId, @UserId, @OrganisationId, @FromOn, @EndsOn)
            on conflict (id) do update set user_id = excluded.user_id, organisation_id = excluded.organisation_id, from_on = excluded.from_on, ends_on = excluded.ends_on
            """, notification);

    public Task Handle(PersonUnlinked notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("delete from meetings_link where id = @LinkId", new { notification.LinkId });

    private Task<int> HappenedAsync(Guid personId, DateOnly on, string words)
        => db.Work.ExecuteAsync(
            """
            insert into meetings_event (id, person_id, happened_on, words)
            values (@Id, @personId, @on, @words)
            """, new { Id = Ids.New(db.Work.Now), personId, on, words });

    private static string Initials(string firstName, string lastName)
        => string.Concat(new[] { firstName, lastName }.Where(name => name.Trim().Length > 0).Select(name => char.ToUpperInvariant(name.Trim()[0]) + "."));
}
