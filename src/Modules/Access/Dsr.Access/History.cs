namespace Dsr.Access;

/// <summary>What was done to a user or an organisation, by whom and why; never changed.</summary>
internal static class History
{
    public static Task AddAsync(Work work, Guid subjectId, string signature, string what, string reason)
        => work.ExecuteAsync(
            """
            insert into access_history (id, subject_id, at, by_signature, what, reason)
            values (@id, @subjectId, @Now, @signature, @what, @reason)
            """, new { id = Ids.New(work.Now), subjectId, work.Now, signature, what, reason });

    public static Task<IReadOnlyList<Row>> OfAsync(Db db, Guid subjectId, CancellationToken cancellationToken)
        => db.QueryAsync<Row>(
            """
            select at, by_signature, what, reason
            from access_history
            where subject_id = @subjectId
            order by at desc, id desc
            limit 50
            """, new { subjectId }, cancellationToken);

    public sealed record Row(DateTimeOffset At, string BySignature, string What, string Reason);
}
