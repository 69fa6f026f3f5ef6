namespace Dsr.Referrals;

/// <summary>What a part shows: the entry, today, and the address of the record.</summary>
internal sealed record EntryPart(Entry.Row Entry, DateOnly Today, string Reference);

/// <summary>A part of the person shell that shows the entry itself.</summary>
internal abstract class EntryPersonPart(Entry entry, TimeProvider clock) : IPersonPart
{
    public abstract PersonPlace Place { get; }

    public abstract int Order { get; }

    public abstract string View { get; }

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken)
        => await entry.ReadAsync(cancellationToken) is { } row && Shows(row) ? new EntryPart(row, clock.Today(), person.Reference) : null;

    protected virtual bool Shows(Entry.Row row) => true;
}

/// <summary>Name, birth, NHS number, and the update that is due, on every page of the person (ui.md 5.2); Rating and Consent add theirs.</summary>
internal sealed class StripPart(Entry entry, TimeProvider clock) : EntryPersonPart(entry, clock)
{
    public override PersonPlace Place => PersonPlace.Strip;

    public override int Order => 10;

    public override string View => "/Referrals/PersonParts/Strip.cshtml";
}

internal sealed class AddUpdatePart(Entry entry, TimeProvider clock) : EntryPersonPart(entry, clock)
{
    public override PersonPlace Place => PersonPlace.Button;

    public override int Order => 10;

    public override string View => "/Referrals/PersonParts/AddUpdateButton.cshtml";
}

internal sealed class CommunicationPart(Entry entry, TimeProvider clock) : EntryPersonPart(entry, clock)
{
    public override PersonPlace Place => PersonPlace.Inset;

    public override int Order => 10;

    public override string View => "/Referrals/PersonParts/Communication.cshtml";

    protected override bool Shows(Entry.Row row) => !string.IsNullOrWhiteSpace(row.Communication) || row.TopAdjustments.Count > 0;
}

/// <summary>That the entry is closed, since when and why: the stub is only read.</summary>
internal sealed class ClosedPart(Entry entry, Db db) : IPersonPart
{
    public PersonPlace Place => PersonPlace.Inset;

    public int Order => 0;

    public string View => "/Referrals/PersonParts/Closed.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken)
        => await entry.ReadAsync(cancellationToken) is { State: "removed" }
            ? await db.FirstAsync<Model>(
                """
                select r.id, r.reason, r.state, p.removed_on
                from referrals_removal as r
                join referrals_person as p on p.id = r.person_id
                where r.person_id = @Id
                and r.state in ('asked', 'agreed')
                order by r.asked_at desc
                limit 1
                """, new { person.Id }, cancellationToken)
            : null;

    internal sealed record Model(Guid Id, string Reason, string State, DateOnly RemovedOn);
}

internal sealed class WhatHelpsPart(Entry entry, TimeProvider clock) : EntryPersonPart(entry, clock)
{
    public override PersonPlace Place => PersonPlace.Card;

    public override int Order => 20;

    public override string View => "/Referrals/PersonParts/WhatHelps.cshtml";
}

internal sealed class HomePlacePart(Entry entry, TimeProvider clock) : EntryPersonPart(entry, clock)
{
    public override PersonPlace Place => PersonPlace.Card;

    public override int Order => 80;

    public override string View => "/Referrals/PersonParts/WhereTheyLive.cshtml";
}

/// <summary>Who looks after the entry and who else is linked to it.</summary>
internal sealed class NetworkPart(Entry entry, Db db, Viewer viewer, TimeProvider clock) : IPersonPart
{
    public PersonPlace Place => PersonPlace.Card;

    public int Order => 50;

    public string View => "/Referrals/PersonParts/Network.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { } row) return null;
        var others = await db.QueryAsync<Member>(
            """
            select u.name, u.organisation_name, l.kind
            from referrals_link as l
            join referrals_user as u on u.user_id = l.user_id
            where l.person_id = @Id
            and l.kind <> 'owner'
            and l.from_on <= @today
            and (l.ends_on is null or l.ends_on >= @today)
            order by u.name
            limit 20
            """, new { person.Id, today = clock.Today() }, cancellationToken);
        return new Model(row, [.. others.DistinctBy(member => (member.Name, member.OrganisationName))], 
            person.IsClosed ? null
            : viewer.IsTeam ? ("Change owner", Links.Person.Page(person.Reference, "owner/change"))
            : row.OwnerId == viewer.UserId ? ("Hand over", Links.Person.Page(person.Reference, "owner/hand-over"))
            : person.Basis is "referrer_of" or "named_professional" ? ("Leave this case", Links.Person.Page(person.Reference, "leave"))
            : null, await Contact.OfAsync(db, person.Id, cancellationToken), Links.Person.Page(person.Reference, "network"));
    }

    internal sealed record Model(Entry.Row Entry, IReadOnlyList<Member> Others, (string Words, string Href)? Act, IReadOnlyList<Contact> Contacts, string All);

    internal sealed record Member(string Name, string OrganisationName, string Kind)
    {
        public string KindWords => Kind switch { "referrer_of" => "Referred them", "named_professional" => "Named professional", _ => "Organisation involved" };
    }
}

/// <summary>The latest five events, beside the summary.</summary>
internal sealed class LatestPart(Db db) : IPersonPart
{
    public PersonPlace Place => PersonPlace.Aside;

    public int Order => 10;

    public string View => "/Referrals/PersonParts/Latest.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken)
        => new Model(await db.QueryAsync<Event>(
            """
            select at, who, title
            from referrals_event
            where person_id = @Id
            order by id desc
            limit 5
            """, new { person.Id }, cancellationToken), Links.Person.Updates(person.Reference));

    internal sealed record Model(IReadOnlyList<Event> Events, string All);

    internal sealed record Event(DateTimeOffset At, string Who, string Title);
}
