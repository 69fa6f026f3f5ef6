namespace Dsr.Access;

/// <summary>The organisations of the area and how their agreements stand.</summary>
[Needs("organisations.list", Roles.Administrator)]
internal sealed class OrganisationListPage(Db db, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string After { get; set; } = "";

    public IReadOnlyList<OrganisationRow> Rows { get; private set; } = [];

    public string? Next { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<OrganisationRow>(
            $"""
            {OrganisationRow.Select}
            where (@Area = '' or o.area = @Area) and o.name > @After
            order by o.name, o.id
            limit @limit
            """, new { viewer.Area, After, limit = PageSize + 1 }, cancellationToken);
        Rows = [.. rows.Take(PageSize)];
        if (rows.Count > PageSize) Next = "/admin/organisations?after=" + Uri.EscapeDataString(Rows[^1].Name);
        return true;
    }
}
