namespace Dsr.Consent;

/// <summary>An answer by a link, in a list.</summary>
internal sealed record ReplyLine(Guid Id, string Answer, DateTimeOffset RepliedAt, DateTimeOffset? DoneAt)
{
    public const string Sql =
        """
        select id, answer, replied_at, done_at
        from consent_reply
        where person_id = @PersonId
        order by replied_at desc, id
        limit 10
        """;
}
