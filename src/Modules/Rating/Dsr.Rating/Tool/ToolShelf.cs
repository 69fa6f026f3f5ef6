namespace Dsr.Rating;

/// <summary>The tools of an area: those its profile chose, each in the newest version that is live. What was answered stays as it was, whatever comes after.</summary>
internal sealed class ToolShelf(Db db, Areas areas)
{
    private const string Live =
        """
        select tool_key, definition
        from rating_tool_version
        where area = @area
        and state = 'live'
        and live_on <= @today
        order by live_on, live_at
        """;

    private const string Keep =
        """
        insert into rating_tool_version (id, area, tool_key, tool_version, definition, state, started_by_signature, started_at, version)
        values (@Id, @Area, @Key, @Version, @Definition, 'shipped', 'Shipped with the service', @Now, 0)
        on conflict (area, tool_key, tool_version) do nothing
        """;

    private const string Kept =
        """
        select id
        from rating_tool_version
        where area = @Area
        and tool_key = @Key
        and tool_version = @Version
        """;

    /// <summary>In the order of the profile; the first that fits somebody's age is offered first.</summary>
    public async Task<IReadOnlyList<RatingTool>> CurrentAsync(string area, DateOnly today, CancellationToken cancellationToken)
    {
        var live = await db.QueryAsync<Row>(Live, new { area, today }, cancellationToken);
        return
        [
            .. areas[area].Section<RatingArea>("rating").Tools.Select(choice => live.LastOrDefault(row => row.ToolKey == choice.Key) is { } newer
                ? ShippedTools.Read(newer.Definition)
                : ShippedTools.Find(choice.Key, choice.Version)!),
        ];
    }

    /// <summary>The row of the version that is being answered: from the first answer on a shipped version stands here too, and no later release can change its words.</summary>
    public static async Task<Guid> KeepAsync(Work work, string area, RatingTool tool)
    {
        var row = new { Id = Ids.New(work.Now), Area = area, tool.Key, tool.Version, Definition = ShippedTools.Write(tool), work.Now };
        await work.ExecuteAsync(Keep, row);
        return await work.FirstAsync<Guid>(Kept, row);
    }

    private sealed record Row(string ToolKey, string Definition);
}
