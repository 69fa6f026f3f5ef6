using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>A referral to keyworking or peer support, and how it stands.</summary>
internal sealed record KeyworkingReferral(
    Guid Id, Guid PersonId, string Service, string Kind, string State, DateOnly StateOn, DateOnly AskedOn, string AskedBySignature, string Why, string AgreedBy, DateOnly AgreedOn, string Said, string Shares,
    string Reason, string WorkerName, string WorkerOrganisation, string WorkerContact, string Told, string ChangedBySignature, Guid? LinkId, Guid? ContactId, int Version)
{
    private const string Select =
        """
        select id, person_id, service, kind, state, state_on, asked_on, asked_by_signature, why, agreed_by, agreed_on, said, shares,
          reason, worker_name, worker_organisation, worker_contact, told, changed_by_signature, link_id, contact_id, version
        from referrals_keyworking
        where person_id = @personId

        """;

    public bool IsOpen => KeyworkingState.IsOpen(State);

    /// <summary>What its worker is called.</summary>
    public string WorkerWords => Kind == "keyworker" ? "Keyworker" : "Peer supporter";

    public string ToldWords => KeyworkingTold.Words(Told.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static Task<IReadOnlyList<KeyworkingReferral>> OfAsync(Db db, Guid personId, CancellationToken cancellationToken) => db.QueryAsync<KeyworkingReferral>(Select + "order by asked_on desc, id desc limit 50", new { personId }, cancellationToken);

    public static Task<KeyworkingReferral?> FindAsync(Db db, Guid personId, Guid id, CancellationToken cancellationToken) => db.FirstAsync<KeyworkingReferral>(Select + "and id = @id", new { personId, id }, cancellationToken);

    /// <summary>What the rule asks, from the entry, its open referrals and its network.</summary>
    public static async Task<KeyworkingFacts> FactsAsync(Db db, Entry.Row entry, Guid personId, IReadOnlyList<KeyworkingReferral> all, DateOnly today, CancellationToken cancellationToken)
        => new(entry.BornOn, today, entry.State == "active", entry.AuthorityEndsOn, entry.WithdrawnAt is not null, entry.Rating, [.. all.Where(each => each.IsOpen).Select(each => each.Service)],
            await db.FirstAsync<string>("select name from referrals_contact where person_id = @personId and kind = 'keyworker' and ended_at is null order by name limit 1", new { personId }, cancellationToken));
}

/// <summary>How a referral to keyworking stands, and what can come next.</summary>
internal static class KeyworkingState
{
    public static readonly IReadOnlyList<(string Key, string Words, string Colour)> All =
    [
        ("referred", "Referred", "blue"), ("accepted", "Accepted", "green"), ("waiting", "On the waiting list", "yellow"), ("allocated", "Allocated", "green"), ("declined", "Declined", "grey"), ("ended", "Ended", "grey"),
    ];

    public static (string Words, string Colour) Of(string state)
    {
        var (_, words, colour) = All.First(known => known.Key == state);
        return (words, colour);
    }

    public static bool IsOpen(string state) => state is not ("declined" or "ended");

    public static IReadOnlyList<string> Next(string state) => state switch
    {
        "referred" => ["accepted", "waiting", "allocated", "declined", "ended"],
        "accepted" => ["waiting", "allocated", "declined", "ended"],
        "waiting" => ["allocated", "declined", "ended"],
        // a new keyworker takes over
        "allocated" => ["allocated", "ended"],
        _ => [],
    };
}

/// <summary>Who has been told.</summary>
internal static class KeyworkingTold
{
    public static readonly IReadOnlyList<(string Key, string Words)> All = [("person", "The person"), ("family", "Family or carer"), ("professionals", "The professionals around them")];

    public static string Words(IReadOnlyCollection<string> told) => string.Join(", ", All.Where(who => told.Contains(who.Key)).Select(who => who.Words));
}

/// <summary>What each step of a referral to keyworking writes besides itself: the entry's state, the link of the service, the network, the timeline, and who hears of it.</summary>
internal static class KeyworkingSteps
{
    private const string Signed =
        """
        select organisation_id
        from referrals_organisation
        where area = @area
        and name = @Organisation
        and from_on <= @today
        and (ends_on is null or ends_on >= @today)
        """;

    private const string People =
        """
        select u.user_id, u.name, u.email, u.organisation_id, u.organisation_name
        from referrals_user as u
        where u.active = 1
        and u.user_id <> @ActingId
        and (u.organisation_id = @organisationId and u.role = 'professional' or u.user_id = (select owner_id from referrals_person where id = @personId))
        order by u.user_id
        limit 50
        """;

    /// <summary>The organisation that runs the service, while its agreement is in force; else nobody of it sees the record.</summary>
    public static Task<Guid?> SignedAsync(Db db, string area, PublicArea.Service service, DateOnly today, CancellationToken cancellationToken)
        => db.FirstAsync<Guid?>(Signed, new { area, service.Organisation, today }, cancellationToken);

    public static Task RefreshAsync(Work work, Guid personId)
        => work.ExecuteAsync(
            """
            update referrals_person
            set keyworking = (
              select state
              from referrals_keyworking
              where person_id = @personId
              and state in ('referred', 'accepted', 'waiting', 'allocated')
              order by case state when 'allocated' then 1 when 'waiting' then 2 when 'accepted' then 3 else 4 end
              limit 1
            )
            where id = @personId
            """, new { personId });

    /// <summary>The people of the service see the record from today; null where they see it already.</summary>
    public static async Task<Guid?> LinkAsync(Work work, Guid personId, Guid organisationId, DateOnly today)
    {
        if (await work.FirstAsync<Guid?>(
            """
            select id
            from referrals_link
            where person_id = @personId
            and organisation_id = @organisationId
            and user_id is null
            and (ends_on is null or ends_on >= @today)
            """, new { personId, organisationId, today }) is not null) return null;
        var link = new PersonLinked(Ids.New(work.Now), personId, null, organisationId, "org_involved", today, null);
        await LinkOwner.AddAsync(work, link);
        return link.LinkId;
    }

    public static async Task UnlinkAsync(Work work, Guid personId, Guid link, DateOnly today)
    {
        if (await work.ExecuteAsync("update referrals_link set ends_on = @yesterday where id = @link and ends_on is null", new { yesterday = today.AddDays(-1), link }) == 1)
            await work.PublishAsync(new PersonUnlinked(link, personId));
    }

    /// <summary>Mails the owner, and the people of the service who can open the record; the team has its inbox. Nobody whose authority is not in force is mentioned to anybody.</summary>
    public static async Task TellAsync(Work work, CurrentPerson person, Viewer viewer, Guid id, Guid? organisationId, string step, string title)
    {
        if (!viewer.IsTeam) await Inbox.AddAsync(work, person.Area, person.Id, null, "keyworking", viewer.Signature, title);
        var reached = await work.QueryAsync<Owner>(People, new { ActingId = viewer.UserId, organisationId, personId = person.Id });
        foreach (var user in reached)
            await work.MailAsync(new Mail($"keyworking {id} {step} {user.UserId}", user.Email, "keyworking-changed", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = user.Name, ["path"] = Links.Person.Page(person.Reference, "keyworking") }, person.Id));
    }
}
