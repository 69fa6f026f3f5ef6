using Dsr.Referrals.Contracts;

namespace Dsr.Referrals;

/// <summary>Deletes drafts that nobody sent in time, each with everything that was recorded for its person (security.md: "referral draft abandoned: erased").</summary>
internal sealed class DeleteDrafts(Db db, TimeProvider clock) : IRecurringJob
{
    private const string Expired =
        """
        select id, person_id, area
        from referrals_referral
        where state = 'draft'
        and expires_on < @today
        order by expires_on, id
        limit 1
        """;

    public string Name => "delete-drafts";

    public string What => "Deletes referrals that were begun and not sent in time.";

    public Schedule When => Schedule.Daily(2, 40);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        for (var done = 0; ; done++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await db.WriteAsync(EraseAsync, cancellationToken) == "") return done;
        }
    }

    private async Task<string> EraseAsync(Work work)
    {
        if (await work.FirstAsync<Row>(Expired, new { today = clock.Today() }) is not { } draft) return "";
        await work.ExecuteAsync("delete from referrals_answer where referral_id = @Id", draft);
        await work.ExecuteAsync("delete from referrals_referral where id = @Id", draft);
        await work.ExecuteAsync("delete from referrals_person where id = @PersonId and state = 'candidate'", draft);
        await work.PublishAsync(new ReferralErased(draft.Id, draft.PersonId, draft.Area, work.Now));
        return "more";
    }

    private sealed record Row(Guid Id, Guid PersonId, string Area);
}
