using System.Buffers.Binary;
using System.Text;

namespace Dsr.Shared;

/// <summary>What to find in the audit: a span of time, and optionally who, what kind, which action, about whom. <paramref name="Before"/> is the last row of the page before; <paramref name="Organisations"/> are those whose users' acts are asked for, all when null.</summary>
public sealed record AuditQuestion(DateTimeOffset From, DateTimeOffset Until, Guid? ActorId = null, string? Kind = null, string? Action = null, Guid? PersonId = null, Guid? Before = null, IReadOnlyCollection<Guid>? Organisations = null);

/// <summary>Reads the audit, newest first, a page at a time.</summary>
public sealed class AuditLog(Db db)
{
    /// <summary>At most <paramref name="limit"/> rows. A list that showed the person counts as a look at them.</summary>
    public async Task<IReadOnlyList<AuditRow>> FindAsync(AuditQuestion question, int limit, CancellationToken cancellationToken)
    {
        await db.BringInLooksAsync(cancellationToken);
        var sql = new StringBuilder(
            """
            select id, at, kind, action, actor_id, acting_org_id, role, session_id, address_prefix, basis, object_id, person_id, people, seal
            from shared_audit
            where id >= @first and id < @end
            """);
        if (question.ActorId is not null) sql.Append(" and actor_id = @ActorId");
        if (question.Kind is not null) sql.Append(" and kind = @Kind");
        if (question.Action is not null) sql.Append(" and action = @Action");
        if (question.PersonId is not null)
            sql.Append(
                """
                 and id in (
                  select id
                  from shared_audit
                  where person_id = @PersonId and id >= @first and id < @end
                  union all
                  select id
                  from shared_audit
                  where people is not null and people like @InList and id >= @first and id < @end)
                """);
        if (question.Organisations is not null) sql.Append(" and acting_org_id in @Organisations");
        if (question.Before is not null) sql.Append(" and id < @Before");
        sql.Append(" order by id desc limit @limit");
        return await db.QueryAsync<AuditRow>(sql.ToString(), new
        {
            // an id begins with the moment of its making
            first = Earliest(question.From),
            end = Earliest(question.Until),
            question.ActorId,
            question.Kind,
            question.Action,
            question.PersonId,
            InList = question.PersonId is { } person ? $"%{Sql.Text(person)}%" : "",
            Organisations = question.Organisations,
            question.Before,
            limit,
        }, cancellationToken);
    }

    private static Guid Earliest(DateTimeOffset moment)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, moment.ToUnixTimeMilliseconds() << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
