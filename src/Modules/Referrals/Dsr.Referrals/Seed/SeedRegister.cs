using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>Puts made-up people on a register through the notifications of an import, so that every module's copy fills.</summary>
internal sealed class SeedRegister(Db db)
{
    public const string Who = "Made up";

    private const string Insert =
        """
        insert into referrals_person (
          id, reference, area, first_name, last_name, preferred_name, name_key, last_name_key, sounds_like, born_on, nhs_number,
          address, postcode, local_authority, gp_practice, diagnosis, communication, state, registered_on,
          owner_id, owner_name, owner_organisation_id, owner_organisation_name,
          issues, tried, would_help, plan, last_update_on, update_due_on, rating_urgency, version)
        values (
          @PersonId, @Reference, @Area, @FirstName, @LastName, @PreferredName, @NameKey, @LastNameKey, @SoundsLike, @BornOn, @NhsNumber,
          @Address, @Postcode, @LocalAuthority, @GpPractice, @Diagnosis, @Communication, 'active', @RegisteredOn,
          @OwnerId, @OwnerName, @OwnerOrganisationId, @OwnerOrganisationName,
          @Issues, @Tried, @WouldHelp, @Plan, @LastUpdateOn, @UpdateDueOn, 0, 1)
        """;

    private const string InsertUpdate =
        """
        insert into referrals_update (id, person_id, happened_on, added_at, added_by, added_by_signature, what, risk, spoke_to, why_no_one)
        values (@Id, @PersonId, @HappenedOn, @AddedAt, @AddedBy, @Signature, @What, @Risk, 'person family', '')
        """;

    private const string InsertEvent =
        """
        insert into referrals_event (id, person_id, at, kind, who, object_id, title)
        values (@EventId, @PersonId, @AddedAt, @Kind, @Signature, @Id, @Title)
        """;

    private const string InsertInbox =
        """
        insert into referrals_inbox (id, area, person_id, kind, at, who, title)
        values (@Id, @Area, @PersonId, 'update', @AddedAt, @Signature, 'Update added')
        """;

    /// <summary>The area's professionals, who own the entries; in the order of their addresses.</summary>
    public Task<IReadOnlyList<User>> UsersAsync(Area area, CancellationToken cancellationToken)
        => db.QueryAsync<User>(
            """
            select user_id, name, email, organisation_id, organisation_name
            from referrals_user
            where area = @Key
            and role = 'professional'
            and active = 1
            order by email
            """, new { area.Key }, cancellationToken);

    /// <summary>One person with so many updates, the last of them on the day of the last update.</summary>
    public static async Task<Guid> AddAsync(Work work, Area area, DateOnly today, MadeUpPerson person, User? owner, MadeUpPeople people, int updates)
    {
        var rules = area.Section<ReferralsArea>("referrals");
        var id = Ids.New(work.Now);
        var registered = new PersonRegistered(
            id, Reference.Create(), area.Key, person.FirstName, person.LastName, person.PreferredName, person.BornOn, person.LocalAuthority, person.Diagnosis,
            owner?.UserId, owner?.Name, owner?.OrganisationId, owner?.OrganisationName, person.RegisteredOn, person.LastUpdateOn, "import");
        await work.ExecuteAsync(Insert, new
        {
            registered.PersonId, registered.Reference, registered.Area, registered.FirstName, registered.LastName, registered.PreferredName,
            NameKey = NameKey.Of(person.FirstName + person.LastName), LastNameKey = NameKey.Of(person.LastName), SoundsLike = SoundsLike.Of(person.LastName),
            registered.BornOn, person.NhsNumber, person.Address, person.Postcode, registered.LocalAuthority, person.GpPractice, registered.Diagnosis, person.Communication, registered.RegisteredOn,
            registered.OwnerId, registered.OwnerName, registered.OwnerOrganisationId, registered.OwnerOrganisationName,
            person.Issues, person.Tried, person.WouldHelp, person.Plan, registered.LastUpdateOn,
            UpdateDueOn = person.LastUpdateOn.AddDays(rules.ReviewDays.Of(person.Rating)),
        });
        await work.PublishAsync(registered);
        if (owner is not null) await LinkOwner.AddAsync(work, id, owner.UserId, owner.OrganisationId, person.RegisteredOn);
        await work.PublishAsync(new EntryImported(id, area.Key, person.AuthorityKind, person.AuthorityDecidedOn, person.Rating, person.Rating is null ? null : person.RatedSince, person.Rating is null ? null : "Agreed at the tracking meeting", work.Now));
        await AddUpdatesAsync(work, area, today, person, id, owner, people, updates);
        return id;
    }

    private static async Task AddUpdatesAsync(Work work, Area area, DateOnly today, MadeUpPerson person, Guid id, User? owner, MadeUpPeople people, int updates)
    {
        var days = person.LastUpdateOn.DayNumber - person.RegisteredOn.DayNumber;
        for (var at = updates - 1; at >= 0; at--)
        {
            var on = person.LastUpdateOn.AddDays(-(int)((long)days * at / Math.Max(1, updates)));
            var added = new[] { London.At(on, new TimeOnly(people.Roll(8, 18), people.Roll(0, 60))), work.Now.AddMinutes(-5) }.Min();
            var update = new
            {
                Id = Ids.New(added), EventId = Ids.New(added), PersonId = id, Area = area.Key, HappenedOn = on, AddedAt = added,
                AddedBy = owner?.UserId ?? Guid.Empty, Signature = owner is null ? Who : $"{owner.Name}, {owner.OrganisationName}",
                What = people.UpdateText(), Risk = people.Pick(Risks), Kind = "update", Title = "Update added",
            };
            await work.ExecuteAsync(InsertUpdate, update);
            await work.ExecuteAsync(InsertEvent, update);
            if (at == 0 && today.DayNumber - on.DayNumber <= 2) await work.ExecuteAsync(InsertInbox, update);
            await work.PublishAsync(new UpdateAdded(update.Id, id, update.Risk, on, update.AddedBy, update.Signature, added));
        }
    }

    private static readonly string[] Risks = ["same", "same", "same", "lower", "higher", "not-sure"];

    internal sealed record User(Guid UserId, string Name, string Email, Guid OrganisationId, string OrganisationName);
}
