namespace Dsr.Referrals;

/// <summary>Entries of the register that may be one person twice, with the reasons; found every night and when the team asks.</summary>
[Needs("register.duplicates", Roles.Team)]
internal sealed class DuplicatesPage(Db db, FindDuplicates find, Viewer viewer, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    private const int Shown = 50;

    public IReadOnlyList<PossibleDuplicate> Pairs { get; private set; } = [];

    public bool More { get; private set; }

    public DateTimeOffset? LookedAt { get; private set; }

    /// <summary>Merges that wait for a second member of the team, then those that can still be undone.</summary>
    public IReadOnlyList<Merge> Merges { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var pairs = await db.QueryAsync<PossibleDuplicate>(PossibleDuplicate.Select + "order by d.found_at, d.one_id, d.other_id limit @Limit", new { viewer.Area, Limit = Shown + 1 }, cancellationToken);
        (Pairs, More) = ([.. pairs.Take(Shown)], pairs.Count > Shown);
        LookedAt = await db.FirstAsync<DateTimeOffset?>("select at from referrals_duplicate_look where area = @Area", new { viewer.Area }, cancellationToken);
        Merges = await db.QueryAsync<Merge>(
            Merge.Select +
            """
            where area = @Area
            and (state in ('asked', 'undo-asked') or (state = 'merged' and undo_by_on >= @today))
            order by case state when 'merged' then 1 else 0 end, asked_at
            limit @Shown
            """, new { viewer.Area, today = clock.Today(), Shown }, cancellationToken);
        await audit.ReadAsync("register.duplicates", Pairs.SelectMany(pair => new[] { pair.OneId, pair.OtherId }).Concat(Merges.Select(merge => merge.KeptId)).Distinct());
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var pairs = await find.PairsAsync(viewer.Area, cancellationToken);
        var next = await db.WriteAsync(async work =>
        {
            await FindDuplicates.KeepAsync(work, viewer.Area, pairs);
            await work.AuditAsync("DuplicatesLookedFor");
            return Links.Duplicates;
        }, cancellationToken);
        return this.Done(pairs.Count == 0 ? "We looked, and found nothing new." : $"We looked, and found {Words.Count(pairs.Count, "new pair", "new pairs")}.", next);
    }
}
