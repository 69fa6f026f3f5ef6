using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>
/// Takes over a register that a team keeps in a spreadsheet. The file is one act: either every row that can come in is on the register,
/// with what all modules make of it, or nobody is.
/// </summary>
internal sealed class ImportRegister(Db db)
{
    public const string Who = "Imported from a spreadsheet";

    /// <summary>Judges every row; unless it is a dry run, brings in those that are not rejected. Progress counts the rows that are done.</summary>
    public async Task<IReadOnlyList<Judgement>> RunAsync(Sheet sheet, SheetWords words, Area area, DateOnly today, bool dryRun, Action<int> progress, CancellationToken cancellationToken)
    {
        if (dryRun) return await JudgeAsync(sheet, words, area, today, cancellationToken);

        IReadOnlyList<Judgement> judged = [];
        await db.WriteAsync(async work =>
        {
            // Two imports at once take turns, or both would find the same people unknown.
            await work.ExecuteAsync("update referrals_import_turn set taken_at = @Now", new { work.Now });
            judged = await JudgeAsync(sheet, words, area, today, cancellationToken);
            var owners = await OwnersAsync(area, today, cancellationToken);
            var done = 0;
            foreach (var judgement in judged)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (judgement is { Fate: not Fate.Reject, Person: { } person }) await AddAsync(work, area, today, person, judgement.Why, owners);
                progress(++done);
            }
        }, cancellationToken);
        return judged;
    }

    private async Task<IReadOnlyList<Judgement>> JudgeAsync(Sheet sheet, SheetWords words, Area area, DateOnly today, CancellationToken cancellationToken)
    {
        var signatories = await db.QueryAsync<Signatory>(
            """
            select name, from_on, ends_on
            from referrals_organisation
            where area = @Key
            """, new { area.Key }, cancellationToken);
        var rules = new SheetRules(area, signatories.Select(each => new SheetRules.Signatory(each.Name, each.FromOn <= today && (each.EndsOn is not { } end || end >= today))));

        var judge = new Judge(rules, words, await KnownPeople.OfAsync(db, sheet, area, today, cancellationToken), today);
        return await Differences.FoundAsync(db, area, [.. sheet.Rows.Select(judge.Of)], cancellationToken);
    }

    private async Task<Dictionary<string, Owner>> OwnersAsync(Area area, DateOnly today, CancellationToken cancellationToken) =>
        (await Owners.AllAsync(db, area.Key, today, cancellationToken))
        .DistinctBy(user => user.Email, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(user => user.Email, StringComparer.OrdinalIgnoreCase);

    private static async Task AddAsync(Work work, Area area, DateOnly today, SheetPerson person, IReadOnlyList<string> why, Dictionary<string, Owner> owners)
    {
        var owner = person is { LeadOrganisation: not null, LeadEmail: { } email } ? owners.GetValueOrDefault(email) : null;
        var id = Ids.New(work.Now);
        var registeredOn = person.AddedOn ?? today;
        var lastUpdateOn = person.LastUpdate ?? registeredOn;
        var registered = new PersonRegistered(
            id, Reference.Create(), area.Key, person.FirstName, person.Surname, person.PreferredName, person.Born, person.LocalAuthority, person.Diagnosis ?? "not-known",
            owner?.UserId, owner?.Name, owner?.OrganisationId, owner?.OrganisationName, registeredOn, lastUpdateOn, "import");

        await work.ExecuteAsync(
            """
            insert into referrals_person (
              id, reference, area, first_name, last_name, preferred_name, name_key, last_name_key, sounds_like, born_on, nhs_number,
              address, postcode, local_authority, gp_practice, diagnosis, state, registered_on,
              owner_id, owner_name, owner_organisation_id, owner_organisation_name,
              issues, tried, would_help, plan, last_update_on, update_due_on, rating_urgency, changed_at, version)
            values (
              @PersonId, @Reference, @Area, @FirstName, @LastName, @PreferredName, @NameKey, @LastNameKey, @SoundsLike, @BornOn, @NhsNumber,
              @Address, @Postcode, @LocalAuthority, @GpPractice, @Diagnosis, 'active', @RegisteredOn,
              @OwnerId, @OwnerName, @OwnerOrganisationId, @OwnerOrganisationName,
              @Issues, @Tried, @WouldHelp, @Plan, @LastUpdateOn, @UpdateDueOn, @Urgency, @Now, 1)
            """,
            new
            {
                registered.PersonId, registered.Reference, registered.Area, registered.FirstName, registered.LastName, registered.PreferredName,
                NameKey = NameKey.Of(person.FirstName + person.Surname), LastNameKey = NameKey.Of(person.Surname), SoundsLike = SoundsLike.Of(person.Surname),
                registered.BornOn, person.NhsNumber, person.Address, person.Postcode, registered.LocalAuthority, person.GpPractice, registered.Diagnosis, registered.RegisteredOn,
                registered.OwnerId, registered.OwnerName, registered.OwnerOrganisationId, registered.OwnerOrganisationName,
                person.Issues, person.Tried, person.WouldHelp, person.Plan, registered.LastUpdateOn,
                UpdateDueOn = lastUpdateOn.AddDays(area.Section<ReferralsArea>("referrals").ReviewDays.Of(person.Rating)),
                Urgency = Standing.Urgency(null),
                work.Now,
            });

        await Timeline.AddAsync(work, id, "imported", Who, null, "Came onto the register from a spreadsheet", AsWritten(person, owner));
        await work.PublishAsync(registered);
        if (owner is not null) await LinkAsync(work, id, owner, today);
        await work.PublishAsync(new EntryImported(id, area.Key, person.AuthorityKind, person.AuthorityDecidedOn, person.Rating, person.RatedSince, person.RatingReason, work.Now));

        foreach (var (kind, title) in Tasks(why, owner)) await Inbox.AddAsync(work, area.Key, id, null, kind, Who, title);
    }

    private static async Task LinkAsync(Work work, Guid personId, Owner owner, DateOnly today)
    {
        var link = new PersonLinked(Ids.New(work.Now), personId, owner.UserId, owner.OrganisationId, "owner", today, null);
        await work.ExecuteAsync(
            """
            insert into referrals_link (id, person_id, user_id, organisation_id, kind, from_on)
            values (@LinkId, @PersonId, @UserId, @OrganisationId, @Kind, @FromOn)
            """, link);
        await work.PublishAsync(link);
    }

    /// <summary>What a sheet leaves for the DSR team to do.</summary>
    private static IEnumerable<(string Kind, string Title)> Tasks(IReadOnlyList<string> why, Owner? owner)
    {
        if (owner is null) yield return ("choose-owner", "Choose an owner, or invite the lead professional of the spreadsheet");
        if (why.Contains(Why.NhsNumberMissing)) yield return ("add-nhs-number", "Add the NHS number");
        if (why.Contains(Why.NotRated)) yield return ("agree-rating", "Agree a first rating");
        if (why.Contains(Why.LocalAuthorityUnknown)) yield return ("choose-local-authority", "Choose the local authority where the person is ordinarily resident");
    }

    /// <summary>What has no field of its own stays readable: who led in the sheet when they have no account, and the notes.</summary>
    private static string? AsWritten(SheetPerson person, Owner? owner)
    {
        var lead = string.Join(", ", new[] { person.LeadName, person.LeadOrganisation, person.LeadEmail }.Where(part => part is not null));
        var lines = new[] { owner is null && lead.Length > 0 ? $"Lead professional in the sheet: {lead}" : null, person.Notes };
        return string.Join('\n', lines.Where(line => line is not null)) is { Length: > 0 } body ? body : null;
    }

    private sealed record Signatory(string Name, DateOnly FromOn, DateOnly? EndsOn);
}
