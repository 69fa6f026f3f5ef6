namespace Dsr.Tests.Reliability;

/// <summary>What must be true of the database after the kills: each act with all that heard of it, or without a trace.</summary>
internal static class KillChecks
{
    internal sealed record Before(DateTimeOffset At, long Facts, long MeetingEvents);

    private sealed record Update(Guid Id, Guid PersonId, string What, DateTimeOffset AddedAt);

    private sealed record Change(Guid Id, Guid PersonId, string Reason, string FromRating, string ToRating, int Place, DateTimeOffset ChangedAt);

    private sealed record Told(Guid PersonId, DateTimeOffset At);

    private sealed record Rated(Guid Id, string Rating, Guid ChangeId, int Version);

    public static async Task<Before> BeforeAsync(Db db) => new(DateTimeOffset.UtcNow, await FactsAsync(db), await MeetingEventsAsync(db));

    /// <summary>The files, the references between rows, and the audit.</summary>
    public static async Task SoundAsync(Db db)
    {
        if (!Engine.IsPostgres)
        {
            (await db.QueryAsync<string>("pragma integrity_check")).ShouldBe(["ok"]);
            (await db.QueryAsync<string>("pragma foreign_key_check")).ShouldBeEmpty();
        }
        var chain = new AuditChain(db);
        (await chain.VerifyAsync()).FirstBad.ShouldBeNull();
        // a program that is killed within a second seals nothing: the next one seals for it
        var more = true;
        while (more) more = await chain.SealAsync(Guid.CreateVersion7()) > 0;
        var verdict = await chain.VerifyAsync();
        verdict.Holds.ShouldBeTrue(verdict.FirstBad);
        verdict.Sealed.ShouldBeGreaterThan(0);
        verdict.Unsealed.ShouldBe(0);
    }

    public static async Task UpdatesAsync(Db db, Before before, IReadOnlyList<Client> clients)
    {
        var updates = await db.QueryAsync<Update>("select id, person_id, what, added_at from referrals_update where added_at >= @At", before);
        Promises(updates.Select(update => update.What), clients);

        Same("Timeline", await db.QueryAsync<Guid>("select object_id from referrals_event where kind = 'update' and at >= @At", before), updates.Select(update => update.Id));
        Same("Inbox of the team", await db.QueryAsync<Told>("select person_id, at from referrals_inbox where kind = 'update' and at >= @At", before), updates.Select(update => new Told(update.PersonId, update.AddedAt)));
        Same("Audit", await db.QueryAsync<Guid>("select object_id from shared_audit where action = 'UpdateAdded' and kind = 'write' and at >= @At", before), updates.Select(update => update.Id));
        (await FactsAsync(db) - before.Facts).ShouldBe(updates.Count, "Reporting's facts");
        (await MeetingEventsAsync(db) - before.MeetingEvents).ShouldBe(updates.Count, "what Meetings heard");
    }

    /// <summary>Whoever was shown a person stands in the audit, also when the program was killed the moment after.</summary>
    public static async Task LooksAsync(Db db, Before before, IReadOnlyList<Client> clients)
    {
        clients.Sum(client => client.Looks).ShouldBeGreaterThan(0);
        foreach (var client in clients)
        {
            var kept = await db.FirstAsync<long>(
                """
                select count(*)
                from shared_audit a
                join referrals_user u on u.user_id = a.actor_id
                where u.email = @Email
                and a.kind = 'read'
                and a.person_id is not null
                and a.at >= @At
                """, new { client.Email, before.At });
            kept.ShouldBeGreaterThanOrEqualTo(client.Looks, client.Email);
        }
    }

    public static async Task RatingsAsync(Db db, Before before, IReadOnlyList<Client> clients)
    {
        var changes = await db.QueryAsync<Change>("select id, person_id, reason, from_rating, to_rating, place, changed_at from rating_change where route = 'change' and changed_at >= @At", before);
        Promises(changes.Select(change => change.Reason), clients);

        var told = changes.Select(change => new Told(change.PersonId, change.ChangedAt)).ToList();
        Same("Timeline of ratings", await db.QueryAsync<Told>("select person_id, at from referrals_event where kind = 'rating' and at >= @At", before), told);
        Same("Audit of ratings", await db.QueryAsync<Told>("select person_id, at from shared_audit where action = 'RatingChanged' and kind = 'write' and at >= @At", before), told);
        Same("What follows", (await db.QueryAsync<Guid>("select distinct f.change_id from rating_follow f join rating_change c on c.id = f.change_id where c.route = 'change' and c.changed_at >= @At", before)), changes.Select(change => change.Id));

        foreach (var person in changes.GroupBy(change => change.PersonId))
        {
            var history = person.OrderBy(change => change.Place).ToList();
            history.Select(change => change.Place).ShouldBe(Enumerable.Range(history[0].Place, history.Count), "places in the history");
            history.Skip(1).Select(change => change.FromRating).ShouldBe(history.SkipLast(1).Select(change => change.ToRating), "each change starts where the one before ended");
            var now = (await db.FirstAsync<Rated>("select id, rating, change_id, version from rating_person where id = @Key", new { person.Key }))!;
            now.ShouldBe(new Rated(person.Key, history[^1].ToRating, history[^1].Id, history[^1].Place));
        }
        (await db.QueryAsync<Guid>(
            """
            select r.id
            from rating_person r
            left join referrals_person p on p.id = r.id
            left join reporting_person f on f.person_id = r.id
            left join meetings_person m on m.id = r.id
            where r.state = 'active'
            and (coalesce(p.rating, '') <> coalesce(r.rating, '') or coalesce(f.rating, '') <> coalesce(r.rating, '') or coalesce(m.rating, '') <> coalesce(r.rating, ''))
            """)).ShouldBeEmpty("every module holds the same rating");
    }

    /// <summary>A form's key is kept exactly when its act is.</summary>
    public static async Task KeysAsync(Db db, Before before, IReadOnlyList<Client> clients)
    {
        List<string> done =
        [
            .. await db.QueryAsync<string>("select what from referrals_update where added_at >= @At", before),
            .. await db.QueryAsync<string>("select reason from rating_change where route = 'change' and changed_at >= @At", before),
        ];
        var keys = (await db.QueryAsync<string>("select request_key from shared_request_key where made_at >= @At", before)).Select(key => key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ToList();
        Same("Keys of forms", keys, done);
        keys.ShouldNotBeEmpty();
    }

    /// <summary>Acknowledged: there, once. Refused: not there. Unknown: there once, or not.</summary>
    private static void Promises(IEnumerable<string> there, IReadOnlyList<Client> clients)
    {
        var found = there.ToList();
        found.Count.ShouldBe(found.Distinct(StringComparer.Ordinal).Count(), "an act was done twice");
        var acknowledged = clients.SelectMany(client => client.Acknowledged).ToList();
        acknowledged.ShouldNotBeEmpty();
        acknowledged.Except(found, StringComparer.Ordinal).ShouldBeEmpty("acknowledged and lost");
        found.Except(acknowledged, StringComparer.Ordinal).Except(clients.SelectMany(client => client.Unknowns).Select(unknown => unknown.Marker), StringComparer.Ordinal).ShouldBeEmpty("there, and nobody was told so");
    }

    private static void Same<T>(string what, IEnumerable<T> heard, IEnumerable<T> acts) where T : notnull
    {
        var (left, right) = (heard.CountBy(each => each).ToHashSet(), acts.CountBy(each => each).ToHashSet());
        left.SetEquals(right).ShouldBeTrue($"{what}: {right.Except(left).Count()} acts are without their trace or have too many, {left.Except(right).Count()} traces are without their act");
    }

    private static Task<long> FactsAsync(Db db) => db.FirstAsync<long>("select count(*) from reporting_event where kind = 'update-added'");

    private static Task<long> MeetingEventsAsync(Db db) => db.FirstAsync<long>("select count(*) from meetings_event where words like 'Update added%'");
}
