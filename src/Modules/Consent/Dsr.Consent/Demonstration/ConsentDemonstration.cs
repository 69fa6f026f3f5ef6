namespace Dsr.Consent;

/// <summary>A demonstration shows a withdrawn consent too: one person of each area.</summary>
internal sealed class ConsentDemonstration(Db db, Viewer viewer, TimeProvider clock) : IDemonstration
{
    // the one whose authority lasts longest: those that end soon or have ended are shown for that
    private const string Someone =
        """
        select id, version
        from consent_person
        where area = @area
        and state = 'active'
        and withdrawn_at is null
        and kind = 'own-consent'
        order by ends_on desc, id
        limit 1
        """;

    public int Order => 30;

    public async Task LoadAsync(Area area, CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(Someone, new { area = area.Key }, cancellationToken) is not { } row) return;
        await db.WriteAsync(
            work => Withdrawal.ActAsync(work, row.Id, row.Version, clock.Today().AddDays(-3), "The person", "By phone", null, viewer), cancellationToken);
    }

    private sealed record Row(Guid Id, int Version);
}
