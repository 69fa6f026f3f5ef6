namespace Dsr.Rating;

/// <summary>One version of a tool in an area: a draft, a live one, or one that ships. Only a draft is ever changed: every statement that changes one says so.</summary>
internal sealed record ToolVersion(
    Guid Id, string Area, string ToolKey, string Number, string Definition, string State, string? BeganFrom, string Why, string StartedBySignature, DateTimeOffset StartedAt,
    DateOnly? LiveOn, string? LiveBySignature, DateTimeOffset? LiveAt, int Version)
{
    public const string Select =
        """
        select id, area, tool_key, tool_version as number, definition, state, began_from, why, started_by_signature, started_at, live_on, live_by_signature, live_at, version
        from rating_tool_version
        """;

    private const string Change =
        """
        update rating_tool_version
        set definition = @definition, version = version + 1
        where id = @Id
        and state = 'draft'
        and version = @version
        """;

    public RatingTool Tool => field ??= ShippedTools.Read(Definition);

    public bool IsDraft => State == "draft";

    public string Link => ToolLinks.Version(Area, ToolKey, Number);

    /// <summary>A version that ships and that nobody has answered yet has no row.</summary>
    public static ToolVersion Shipped(string area, RatingTool tool)
        => new(Guid.Empty, area, tool.Key, tool.Version, ShippedTools.Write(tool), "shipped", null, "", "Shipped with the service", DateTimeOffset.MinValue, null, null, null, 0);

    public (string Colour, string Words) Tag(DateOnly today, bool current) => State switch
    {
        "draft" => ("white", "Draft"),
        _ when current => ("green", "In use"),
        "live" when LiveOn > today => ("blue", $"From {Dsr.Ui.Words.Date(LiveOn.Value)}"),
        "live" => ("grey", "Replaced"),
        _ => ("grey", "Shipped"),
    };

    /// <summary>A draft becomes another; 409 when somebody changed it first or it went live meanwhile.</summary>
    public async Task ChangeAsync(Work work, RatingTool tool, int version)
    {
        await work.ChangeAsync(Change, new { Id, definition = ShippedTools.Write(tool), version });
        await work.AuditAsync("tool-version-changed", Id);
    }
}

/// <summary>Addresses of the administrator's pages of tools.</summary>
internal static class ToolLinks
{
    public const string List = "/admin/tools";

    public static string Tool(string area, string key) => $"{List}/{area}/{key}";

    public static string Version(string area, string key, string number) => $"{Tool(area, key)}/versions/{Uri.EscapeDataString(number)}";

    public static string Page(ToolVersion version, string page) => $"{version.Link}/{page}";
}

/// <summary>Finds the versions of tools that a viewer administers: those of the own area, or of all where the service's operator asks.</summary>
internal sealed class ToolVersions(Db db, Areas areas, Viewer viewer, TimeProvider clock)
{
    public IEnumerable<Area> Mine => areas.All.Where(area => viewer.Area.Length == 0 || area.Key == viewer.Area);

    /// <summary>Every version of a tool, newest first, the one that ships last; null where the area does not use it or is not the viewer's.</summary>
    public async Task<IReadOnlyList<ToolVersion>?> OfAsync(string area, string key, CancellationToken cancellationToken)
    {
        if (Choice(area, key) is not { } choice) return null;
        var rows = await db.QueryAsync<ToolVersion>(
            $"""
             {ToolVersion.Select}
             where area = @area
             and tool_key = @key
             order by started_at desc, id desc
             limit 200
             """, new { area, key }, cancellationToken);
        return rows.Any(row => row.Number == choice.Version) ? rows : [.. rows, ToolVersion.Shipped(area, ShippedTools.Find(choice.Key, choice.Version)!)];
    }

    public async Task<ToolVersion?> FindAsync(string area, string key, string number, CancellationToken cancellationToken)
        => (await OfAsync(area, key, cancellationToken))?.FirstOrDefault(version => version.Number == number);

    /// <summary>Of the versions of a tool, the one in use today.</summary>
    public ToolVersion Current(IReadOnlyList<ToolVersion> versions)
        => versions.Where(version => version.State == "live" && version.LiveOn <= clock.Today()).MaxBy(version => (version.LiveOn, version.LiveAt))
            ?? versions.First(version => version.Number == Choice(version.Area, version.ToolKey)!.Version);

    private RatingArea.Choice? Choice(string area, string key)
        => Mine.FirstOrDefault(each => each.Key == area)?.Section<RatingArea>("rating").Tools.FirstOrDefault(tool => tool.Key == key);
}
