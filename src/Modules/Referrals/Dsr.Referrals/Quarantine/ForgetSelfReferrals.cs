namespace Dsr.Referrals;

/// <summary>Deletes what nobody sent in time, what the team put away, links that have ended and tries that no limit counts any more.</summary>
internal sealed class ForgetSelfReferrals(Db db, TimeProvider clock) : IRecurringJob
{
    private const int PutAwayDays = 30;

    public string Name => "forget-self-referrals";

    public string What => "Deletes self-referrals that were not sent in time or were put away, and links that have ended.";

    public Schedule When => Schedule.Daily(3, 40);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var forgotten = 0;
        await db.WriteAsync(async work =>
        {
            var (today, putAway) = (clock.Today(), work.Now.AddDays(-PutAwayDays));
            const string Which = "(state = 'open' and expires_on < @today) or (state = 'discarded' and judged_at < @putAway)";
            await work.ExecuteAsync($"delete from referrals_self_link where ends_at < @Now or draft_id in (select id from referrals_self_draft where {Which})", new { work.Now, today, putAway });
            forgotten = await work.ExecuteAsync($"delete from referrals_self_draft where {Which}", new { today, putAway });
            // the referral holds the answers now
            await work.ExecuteAsync("update referrals_self_draft set content = '{}' where state = 'sent' and sent_at < @week and content <> '{}'", new { week = work.Now.AddDays(-7) });
            await work.ExecuteAsync("delete from referrals_public_try where at < @since", new { since = work.Now.AddDays(-1) });
        }, cancellationToken);
        return forgotten;
    }
}
