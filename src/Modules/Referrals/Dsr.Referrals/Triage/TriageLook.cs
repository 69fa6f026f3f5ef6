namespace Dsr.Referrals;

/// <summary>Who of the team is looking at a referral, so that two do not decide it at once (ui.md 7.E). It ends by itself after half an hour without an act.</summary>
internal sealed record TriageLook(Guid UserId, string Name, DateTimeOffset SinceAt, DateTimeOffset LastAt)
{
    private static readonly TimeSpan Ends = TimeSpan.FromMinutes(30);

    private const string Select =
        """
        select user_id, name, since_at, last_at
        from referrals_look
        where referral_id = @referralId
        and last_at > @since
        """;

    public string For(DateTimeOffset now) => Words.Count(Math.Max(1, (int)(now - SinceAt).TotalMinutes), "minute", "minutes");

    public static Task<TriageLook?> FindAsync(Db db, Guid referralId, DateTimeOffset now, CancellationToken cancellationToken)
        => db.FirstAsync<TriageLook>(Select, new { referralId, since = now - Ends }, cancellationToken);

    /// <summary>Before any act of the team: nobody else is looking, and an emergency was seen to first. The act makes the viewer the one who looks.</summary>
    public static async Task HoldAsync(Work work, Referral referral, Viewer viewer, bool crisisToo = true)
    {
        if (await work.FirstAsync<TriageLook>(Select, new { referralId = referral.Id, since = work.Now - Ends }) is { } look && look.UserId != viewer.UserId) throw new LostRaceException();
        if (crisisToo && referral.InCrisis && await work.FirstAsync<string>("select who from referrals_check where referral_id = @Id and about = 'crisis'", new { referral.Id }) is null) throw new LostRaceException();
        await TakeAsync(work, referral, viewer);
    }

    public static async Task TakeAsync(Work work, Referral referral, Viewer viewer)
    {
        await work.ExecuteAsync(
            """
            insert into referrals_look (referral_id, user_id, name, since_at, last_at)
            values (@Id, @UserId, @Name, @Now, @Now)
            on conflict (referral_id) do update
            set user_id = excluded.user_id, name = excluded.name, last_at = excluded.last_at,
              since_at = case when referrals_look.user_id = excluded.user_id and referrals_look.last_at > @since then referrals_look.since_at else excluded.since_at end
            """, new { referral.Id, viewer.UserId, viewer.Name, work.Now, since = work.Now - Ends });
        await work.ExecuteAsync("update referrals_referral set taken_at = @Now where id = @Id and taken_at is null", new { referral.Id, work.Now });
    }
}

/// <summary>What stops an act of the team on a referral, and what to do about it.</summary>
internal sealed record TriageStop(Referral Referral, TriageLook? Look, bool Crisis, DateTimeOffset Now)
{
    /// <summary>What stops this viewer now; null when nothing does.</summary>
    public static async Task<TriageStop?> FindAsync(Db db, Referral referral, Viewer viewer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (referral.State != "submitted") return null;
        var look = await TriageLook.FindAsync(db, referral.Id, now, cancellationToken);
        if (look is not null && look.UserId != viewer.UserId) return new(referral, look, false, now);
        return referral.InCrisis && await db.FirstAsync<string>("select who from referrals_check where referral_id = @Id and about = 'crisis'", new { referral.Id }, cancellationToken) is null
            ? new(referral, null, true, now)
            : null;
    }
}
