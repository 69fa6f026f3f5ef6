using Dsr.Ui;

namespace Dsr.Access;

/// <summary>Who changed what a form is about: the histories of users and organisations know, and for the rest the audit.</summary>
internal sealed class WhoChanged(Db db, AuditLog audit, CurrentPerson person, Viewer viewer, TimeProvider clock) : IWhoChanged
{
    private const int Most = 50;

    public async Task<LastChange?> FindAsync(IReadOnlyCollection<Guid> things, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (things.Count > 0 && await db.FirstAsync<LastChange>(
            """
            select by_signature as "by", at
            from access_history
            where subject_id in @things
            and at >= @since
            order by at desc, id desc
            """, new { things, since }, cancellationToken) is { } known) return known;
        if (things.Count == 0 && !person.IsSomebody) return null;

        var acts = await audit.FindAsync(new AuditQuestion(since, clock.GetUtcNow().AddMinutes(1), Kind: "write", PersonId: person.IsSomebody ? person.Id : null), Most, cancellationToken);
        var act = acts.FirstOrDefault(row => row.ObjectId is { } thing && things.Contains(thing)) ?? acts.FirstOrDefault(row => person.IsSomebody && row.PersonId == person.Id);
        if (act is null) return null;
        var by = act.ActorId is not { } actor ? "the service, automatically"
            : actor == viewer.UserId ? "you, in another window"
            : await db.FirstAsync<string>(
                """
                select u.name || ', ' || o.name
                from access_user as u
                join access_organisation as o on o.id = u.organisation_id
                where u.id = @actor
                """, new { actor }, cancellationToken);
        return by is null ? null : new LastChange(by, act.At);
    }
}
