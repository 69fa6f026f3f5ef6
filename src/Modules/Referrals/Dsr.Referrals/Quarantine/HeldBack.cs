namespace Dsr.Referrals;

/// <summary>How many self-referrals of an area are held back, and whether one of them cannot wait.</summary>
internal sealed record HeldBack(long Count, bool InCrisis)
{
    public static async Task<HeldBack?> OfAsync(Db db, string area, CancellationToken cancellationToken)
        => await db.FirstAsync<HeldBack>(
            """
            select count(*) as count, coalesce(max(in_crisis), 0) as in_crisis
            from (
              select in_crisis
              from referrals_self_draft
              where area = @area
              and state = 'held'
              limit 1001) as t
            """, new { area }, cancellationToken);
}
