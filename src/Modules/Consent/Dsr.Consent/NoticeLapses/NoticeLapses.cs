using Dsr.Consent.Contracts;

namespace Dsr.Consent;

/// <summary>Tells the other modules, once for a decision, that it has ended. It hides nothing: that is computed whenever somebody reads.</summary>
internal sealed class NoticeLapses(Db db, TimeProvider clock) : IRecurringJob
{
    private const string Ended =
        """
        select d.id, d.person_id, d.ends_on
        from consent_person p
        join consent_decision d on d.id = p.decision_id
        where p.state = 'active'
        and p.closed = 0
        and p.withdrawn_at is null
        and p.ends_on < @today
        and d.lapse_told_at is null
        order by d.ends_on, d.id
        limit 200
        """;

    private const string Tell =
        """
        update consent_decision
        set lapse_told_at = @Now
        where id = @Id
        and lapse_told_at is null
        """;

    public string Name => "notice-lapses";

    public string What => "Starts the DSR team's task for each consent or best interests decision that has ended";

    public Schedule When => Schedule.Daily(0, 5);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        while (await db.QueryAsync<Row>(Ended, new { today = clock.Today() }, cancellationToken) is { Count: > 0 } rows)
            await db.WriteAsync(async work =>
            {
                foreach (var row in rows)
                    if (await work.ExecuteAsync(Tell, new { work.Now, row.Id }) == 1)
                    {
                        await work.PublishAsync(new AuthorityLapsed(row.Id, row.PersonId, row.EndsOn));
                        told++;
                    }
            }, cancellationToken);
        return told;
    }

    private sealed record Row(Guid Id, Guid PersonId, DateOnly EndsOn);
}
