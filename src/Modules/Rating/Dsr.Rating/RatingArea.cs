namespace Dsr.Rating;

/// <summary>Section <c>rating</c>: the four ratings in the area's words, its tool by version, and the clocks of a change.</summary>
internal sealed record RatingArea(
    string SchemeName,
    IReadOnlyList<RatingArea.Colour> Scheme,
    IReadOnlyList<RatingArea.Tool> Tools,
    bool ToolRequired,
    string DischargeRating,
    int DischargeHoldDays,
    int MeetingDecisionDays,
    int DiscussWorkingDays) : IAreaSection
{
    public static readonly IReadOnlyList<string> Colours = ["red", "amber", "green", "blue"];

    /// <summary>The newest version in force on a day for a person of this age.</summary>
    public Tool ToolOn(DateOnly date, int age) =>
        Tools.Where(tool => tool.From <= date && age >= (tool.FromAge ?? 0) && age <= (tool.ToAge ?? int.MaxValue)).MaxBy(tool => tool.From)
        ?? Tools.MinBy(tool => tool.From)!;

    public Colour Of(string rating) => Scheme.First(colour => colour.Rating == rating);

    public IEnumerable<AreaFault> Faults()
    {
        if (!Scheme.Select(colour => colour.Rating).SequenceEqual(Colours)) yield return new("scheme", "should be red, amber, green and blue, in this order");
        if (DischargeRating is not ("red" or "amber" or "green")) yield return new("dischargeRating", "should be red, amber or green");
        if (Tools.Count == 0) yield return new("tools", "is empty. Name at least one");
        for (var at = 0; at < Tools.Count; at++)
        {
            var tool = Tools[at];
            if (tool.Kind == ToolKind.CriteriaChecklist && tool.Items.Count == 0) yield return new($"tools[{at}].items", "is empty. A checklist has items");
            if (tool.Items.DistinctBy(item => item.Key).Count() != tool.Items.Count) yield return new($"tools[{at}].items", "has a key twice. Give each its own");
        }

        if (Tools.DistinctBy(tool => (tool.Key, tool.Version)).Count() != Tools.Count) yield return new("tools", "has a version twice. A changed tool is a new version");
    }

    /// <param name="Rating">red, amber, green or blue.</param>
    /// <param name="Follows">What the rating asks for (the national table's linked processes).</param>
    internal sealed record Colour(string Rating, string Name, string Meaning, IReadOnlyList<Follow> Follows);

    /// <param name="ToAge">Asked for up to and with this age; for everybody without it.</param>
    internal sealed record Follow(string Words, int? ToAge = null);

    /// <param name="From">In force from this day; an answer keeps the key and version it was given with.</param>
    /// <param name="Source">Where it comes from, shown with the tool.</param>
    /// <param name="Items">Of a checklist; a definitions picker has none, its choices are the scheme's meanings.</param>
    internal sealed record Tool(
        string Key,
        string Name,
        string Version,
        DateOnly From,
        string Source,
        ToolKind Kind,
        string Introduction,
        IReadOnlyList<Item> Items,
        int? FromAge = null,
        int? ToAge = null);

    internal sealed record Item(string Key, string Words, string? Help = null);

    internal enum ToolKind
    {
        /// <summary>Pick the meaning that fits: it is the suggestion.</summary>
        Definitions,

        /// <summary>Tick what is true, then pick the meaning that fits: the ticks have no weights, the pick is the suggestion.</summary>
        CriteriaChecklist,
    }
}
