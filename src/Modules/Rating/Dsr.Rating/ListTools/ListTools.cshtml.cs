namespace Dsr.Rating;

/// <summary>The rating tools of the areas, each in the version that is in use.</summary>
[Needs("tools.list", Roles.Administrator + "," + Roles.TeamLead)]
internal sealed class ListToolsPage(ToolVersions versions, Db db, ToolShelf shelf, TimeProvider clock) : PageModel, ILoads
{
    public IReadOnlyList<(Area Area, IReadOnlyList<(RatingTool Tool, int Drafts)> Tools)> Shown { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var drafts = await db.QueryAsync<Draft>("select area, tool_key from rating_tool_version where state = 'draft'", null, cancellationToken);
        var shown = new List<(Area, IReadOnlyList<(RatingTool, int)>)>();
        foreach (var area in versions.Mine)
            shown.Add((area, [.. (await shelf.CurrentAsync(area.Key, clock.Today(), cancellationToken)).Select(tool => (tool, drafts.Count(draft => draft.Area == area.Key && draft.ToolKey == tool.Key)))]));
        Shown = shown;
        return true;
    }

    private sealed record Draft(string Area, string ToolKey);
}
