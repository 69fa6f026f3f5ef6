using System.Text;

namespace Dsr.Shared;

/// <summary>What to find in the audit: a span of time, and optionally who, what kind, which action, about whom. <paramref name="Before"/> is where the page before ended; <paramref name="Organisations"/> are those whose users' acts are asked for, all when null.</summary>
public sealed record AuditQuestion(DateTimeOffset From, DateTimeOffset Until, Guid? ActorId = null, string? Kind = null, string? Action = null, Guid? PersonId = null, AuditPlace? Before = null, IReadOnlyCollection<Guid>? Organisations = null);

/// <summary>A row's place in the order of the audit.</summary>
public sealed record AuditPlace(DateTimeOffset At, Guid Id);

/// <summary>Reads the audit, newest first, a page at a time.</summary>
public sealed class AuditLog(Db db)
{
    /// <summary>At most <paramref name="limit"/> rows. A list that showed the person counts as a look at them.</summary>
    public Task<IReadOnlyList<AuditRow>> FindAsync(AuditQuestion question, int limit, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder(
            """
            select id, at, chain, seq, hash, kind, action, actor_id, acting_org_id, role, session_id, address_prefix, basis, object_id, person_id, people
            from shared_audit
            where at >= @From and at < @Until
            """);
        if (question.ActorId is not null) sql.Append(" and actor_id = @ActorId");
        if (question.Kind is not null) sql.Append(" and kind = @Kind");
        if (question.Action is not null) sql.Append(" and action = @Action");
        if (question.PersonId is not null) sql.Append(" and (person_id = @PersonId or people like @InList)");
        if (question.Organisations is not null) sql.Append(" and acting_org_id in @Organisations");
        if (question.Before is not null) sql.Append(" and (at < @BeforeAt or (at = @BeforeAt and id < @BeforeId))");
        sql.Append(" order by at desc, id desc limit @limit");
        return db.QueryAsync<AuditRow>(sql.ToString(), new
        {
            question.From,
            question.Until,
            question.ActorId,
            question.Kind,
            question.Action,
            question.PersonId,
            InList = question.PersonId is { } person ? $"%{Sql.Text(person)}%" : "",
            Organisations = question.Organisations?.Select(Sql.Text).ToList(),
            BeforeAt = question.Before?.At,
            BeforeId = question.Before?.Id,
            limit,
        }, cancellationToken);
    }
}
