namespace Dsr.Referrals;

/// <summary>A handover that nobody answered in time becomes a task of the DSR team, once (8.12).</summary>
internal sealed class NoticeHandovers(Db db, TimeProvider clock) : IRecurringJob
{
    public string Name => "notice-handovers";

    public string What => "Tells the DSR team of records that someone was asked to look after and did not answer in time.";

    public Schedule When => Schedule.Daily(6, 45);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        await db.WriteAsync(async work =>
        {
            var late = await work.QueryAsync<Row>(
                """
                select id, person_id, area, to_signature
                from referrals_handover
                where state = 'asked'
                and answer_by_on < @today
                and team_told_at is null
                order by answer_by_on
                limit 500
                """, new { today = clock.Today() });
            foreach (var row in late)
            {
                await work.ExecuteAsync("update referrals_handover set team_told_at = @Now where id = @Id", new { work.Now, row.Id });
                await Inbox.AddAsync(work, row.Area, row.PersonId, null, "owner", row.ToSignature, "Did not answer whether they take over a record");
                told++;
            }
        }, cancellationToken);
        return told;
    }

    private sealed record Row(Guid Id, Guid PersonId, string Area, string ToSignature);
}
