namespace Dsr.Referrals;

/// <summary>What the team found when it checked a part of a referral (8.3).</summary>
internal sealed record TriageCheck(string About, string Answer, string Note, DateTimeOffset At, string Who)
{
    /// <summary>The checks that together are the triage; a crisis is seen to besides.</summary>
    public static readonly IReadOnlyList<string> All = ["consent", "criteria", "tool", "owner"];

    public static async Task<IReadOnlyDictionary<string, TriageCheck>> ListAsync(Db db, Guid referralId, CancellationToken cancellationToken)
        => (await db.QueryAsync<TriageCheck>("select about, answer, note, at, who from referrals_check where referral_id = @referralId", new { referralId }, cancellationToken))
            .ToDictionary(check => check.About, StringComparer.Ordinal);

    public static Task<int> PutAsync(Work work, Guid referralId, string about, string answer, string note, string who)
        => work.ExecuteAsync(
            """
            insert into referrals_check (referral_id, about, answer, note, at, who)
            values (@referralId, @about, @answer, @note, @Now, @who)
            on conflict (referral_id, about) do update
            set answer = excluded.answer, note = excluded.note, at = excluded.at, who = excluded.who
            """, new { referralId, about, answer, note, work.Now, who });
}
