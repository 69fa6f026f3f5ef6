using Dsr.Access.Contracts;
using Dsr.Consent.Contracts;
using Dsr.Referrals.Contracts;

namespace Dsr.Consent;

/// <summary>Keeps Consent's own copy of people, of the users that are reminded and of the kinds of their organisations, and records what an import says was decided.</summary>
internal sealed class PeopleSubscriber(Db db, Areas areas) :
    INotificationHandler<ReferralStarted>,
    INotificationHandler<PersonRegistered>,
    INotificationHandler<PersonChanged>,
    INotificationHandler<OwnerChanged>,
    INotificationHandler<UserChanged>,
    INotificationHandler<OrganisationJoinedAgreement>,
    INotificationHandler<EntryImported>,
    INotificationHandler<PersonRemoved>,
    INotificationHandler<PersonDied>,
    INotificationHandler<PersonTransferred>
{
    private const string Close =
        """
        update consent_person
        set closed = 1
        where id = @PersonId
        """;

    private const string Start =
        """
        insert into consent_person (id, referral_id, area, first_name, last_name, born_on, state, started_by, version)
        values (@PersonId, @ReferralId, @Area, @FirstName, @LastName, @BornOn, 'draft', @StartedBy, 0)
        on conflict (id) do update set referral_id = @ReferralId, first_name = @FirstName, last_name = @LastName, born_on = @BornOn, started_by = @StartedBy
        """;

    private const string Register =
        """
        insert into consent_person (id, reference, area, first_name, last_name, born_on, state, owner_id, owner_name, version)
        values (@PersonId, @Reference, @Area, @FirstName, @LastName, @BornOn, 'active', @OwnerId, @OwnerName, 0)
        on conflict (id) do update set reference = @Reference, area = @Area, first_name = @FirstName, last_name = @LastName, born_on = @BornOn, state = 'active', owner_id = @OwnerId, owner_name = @OwnerName, closed = 0
        """;

    private const string Import =
        """
        insert into consent_decision (
          id, person_id, place, kind, act, decided_on, ends_on, age_on_day, decided_by, how_given, given_to_help, may_be_told, recorded_by_signature, recorded_at)
        values (@Id, @PersonId, @Place, @Kind, 'imported', @DecidedOn, @EndsOn, @Age, @DecidedBy, @NotKnown, @NotKnown, @NotKnown, @Signature, @ImportedAt)
        """;

    private const string MakeCurrent =
        """
        update consent_person
        set decision_id = @Id, kind = @Kind, decided_on = @DecidedOn, ends_on = @EndsOn, withdrawn_at = null, differs_at = null, version = version + 1
        where id = @PersonId
        """;

    public Task Handle(ReferralStarted notification, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Start, notification);

    public Task Handle(PersonRegistered notification, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Register, notification);

    public Task Handle(PersonChanged notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update consent_person set first_name = @FirstName, last_name = @LastName, born_on = @BornOn where id = @PersonId", notification);

    public Task Handle(OwnerChanged notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update consent_person set owner_id = @OwnerId, owner_name = @OwnerName where id = @PersonId", notification);

    public Task Handle(UserChanged notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into consent_user (id, name, email, area, role, active, organisation_id)
            values (@UserId, @Name, @Email, @Area, @Role, @Active, @OrganisationId)
            on conflict (id) do update set name = @Name, email = @Email, area = @Area, role = @Role, active = @Active, organisation_id = @OrganisationId
            """, notification);

    public Task Handle(OrganisationJoinedAgreement notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into consent_organisation (id, kind, name)
            values (@OrganisationId, @Kind, @Name)
            on conflict (id) do update set kind = @Kind, name = @Name
            """, notification);

    /// <summary>Nobody is reminded of somebody who left, nor told that their authority ended.</summary>
    public Task Handle(PersonRemoved notification, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Close, new { notification.PersonId });

    public Task Handle(PersonDied notification, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Close, new { notification.PersonId });

    public Task Handle(PersonTransferred notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update consent_person set area = @ToArea where id = @PersonId", new { notification.ToArea, notification.PersonId });

    public async Task Handle(EntryImported notification, CancellationToken cancellationToken)
    {
        var rules = areas[notification.Area].Section<ConsentArea>("consent");
        var (bornOn, version) = (await db.Work.FirstAsync<Row>("select born_on, version from consent_person where id = @PersonId", new { notification.PersonId }))!;
        var (on, kind) = (notification.AuthorityDecidedOn, notification.AuthorityKind);
        var decision = new
        {
            Id = Ids.New(db.Work.Now),
            notification.PersonId,
            Place = version + 1,
            Kind = kind,
            DecidedOn = on,
            EndsOn = AuthorityPeriod.EndsOn(kind, on, bornOn, rules),
            Age = Anniversary.Age(bornOn, on),
            DecidedBy = rules.Kinds.First(known => known.Key == kind).Who,
            NotKnown = "Not known: imported from the team's sheet",
            Signature = "The service, automatically",
            notification.ImportedAt,
        };
        await db.Work.ExecuteAsync(Import, decision);
        await db.Work.ExecuteAsync(MakeCurrent, decision);
        await db.Work.PublishAsync(new AuthorityRecorded(decision.Id, notification.PersonId, kind, on, decision.EndsOn, decision.Signature, notification.ImportedAt));
    }

    private sealed record Row(DateOnly BornOn, int Version);
}
