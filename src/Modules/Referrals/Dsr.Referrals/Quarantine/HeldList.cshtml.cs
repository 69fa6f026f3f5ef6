namespace Dsr.Referrals;

/// <summary>Self-referrals that are held back because they look like a program's (security.md T34). The team reads each, and releases it or puts it away.</summary>
[Needs("referrals.held", Roles.Team)]
internal sealed class HeldListPage(Db db, Viewer viewer) : PageModel, ILoads
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    public IReadOnlyList<SelfDraft> Rows { get; private set; } = [];

    public string? NextHref { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var (afterAt, afterId) = After?.Split('_') is [{ Length: > 0 } at, var last] && Guid.TryParse(last, out var parsed) ? (at, parsed) : ("", Guid.Empty);
        // those that say crisis come first, on the first page: nothing may wait behind spam
        var urgent = afterAt.Length > 0 ? [] : await db.QueryAsync<SelfDraft>(
            SelfDraft.Select +
            """
            where area = @Area
            and state = 'held'
            and in_crisis = 1
            order by sent_at, id
            limit 50
            """, new { viewer.Area }, cancellationToken);
        var rows = await db.QueryAsync<SelfDraft>(
            SelfDraft.Select +
            """
            where area = @Area
            and state = 'held'
            and in_crisis = 0
            and (sent_at > @afterAt or (sent_at = @afterAt and id > @afterId))
            order by sent_at, id
            limit @Limit
            """, new { viewer.Area, afterAt, afterId, Limit = PageSize + 1 }, cancellationToken);
        Rows = [.. urgent, .. rows.Take(PageSize)];
        if (rows.Count > PageSize) NextHref = $"{Links.HeldBack}?after={Sql.Text(rows[PageSize - 1].SentAt!.Value)}_{rows[PageSize - 1].Id}";
        return true;
    }
}
