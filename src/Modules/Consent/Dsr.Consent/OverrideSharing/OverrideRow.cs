namespace Dsr.Consent;

/// <summary>Sharing without consent: who sees the record, on which ground, why, until when.</summary>
internal sealed record OverrideRow(Guid Id, Guid UserId, string UserName, string Ground, string Reason, string Guardian, DateOnly EndsOn, string MadeBySignature, DateTimeOffset MadeAt, DateTimeOffset? EndedAt, string? EndedBySignature)
{
    public const string Sql =
        """
        select id, user_id, user_name, ground, reason, guardian, ends_on, made_by_signature, made_at, ended_at, ended_by_signature
        from consent_override
        where person_id = @PersonId
        order by made_at desc, id desc
        limit 20
        """;

    public bool IsOpen(DateOnly today) => EndedAt is null && EndsOn >= today;
}
