namespace Dsr.Rating;

/// <summary>Section <c>rating</c>: the four ratings in the area's words and what follows from each, the tools it chose, and its clocks.</summary>
internal sealed record RatingArea(
    string SchemeName,
    IReadOnlyList<RatingArea.Colour> Scheme,
    IReadOnlyList<RatingArea.Choice> Tools,
    bool ToolRequired,
    string DischargeRating,
    IReadOnlyList<Clocks.Row> Clocks) : IAreaSection
{
    public const int OldestAge = 120;

    public static readonly IReadOnlyList<string> Colours = ["red", "amber", "green", "blue"];

    // kept by the product itself: their lengths are the area's, that there is one is not
    private static readonly ClockKind[] Needed = [ClockKind.Discuss, ClockKind.DischargeHold, ClockKind.MeetingDecision, ClockKind.ReEscalation];

    /// <summary>The clocks, to be asked.</summary>
    public Clocks Times => new(Clocks);

    public Colour Of(string rating) => Scheme.First(colour => colour.Rating == rating);

    public IEnumerable<AreaFault> Faults()
    {
        if (!Scheme.Select(colour => colour.Rating).SequenceEqual(Colours)) yield return new("scheme", "should be red, amber, green and blue, in this order");
        if (DischargeRating is not ("red" or "amber" or "green")) yield return new("dischargeRating", "should be red, amber or green");
        for (var at = 0; at < Tools.Count; at++)
        {
            if (ShippedTools.Find(Tools[at].Key, Tools[at].Version) is null)
                yield return new($"tools[{at}]", $"is no tool that ships. Those are {string.Join(", ", ShippedTools.All.Select(tool => $"{tool.Key} version {tool.Version}"))}");
        }

        if (Tools.DistinctBy(tool => tool.Key).Count() != Tools.Count) yield return new("tools", "has a tool twice. Take one out");
        if (Enumerable.Range(0, OldestAge).Any(age => !Tools.Any(tool => ShippedTools.Find(tool.Key, tool.Version)?.Fits(age) != false))) yield return new("tools", "has none for some ages. Name at least one for every age");
        for (var at = 0; at < Clocks.Count; at++)
        {
            if (Clocks[at].Amount < 1) yield return new($"clocks[{at}].amount", "should be 1 or more");
        }

        foreach (var kind in Needed.Where(kind => !Clocks.Any(row => row.Kind == kind && row.For == ClockAge.Everyone && row.Secure is null)))
            yield return new("clocks", $"has no {System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString())} for everyone. Add a row");
        if (Clocks.DistinctBy(row => (row.Kind, row.For, row.Secure, row.From)).Count() != Clocks.Count) yield return new("clocks", "has two rows for the same clock, age, security and day. Take one out");
    }

    /// <param name="Rating">red, amber, green or blue.</param>
    /// <param name="Follows">What the rating asks for (the national table's linked processes).</param>
    internal sealed record Colour(string Rating, string Name, string Meaning, IReadOnlyList<Follow> Follows);

    /// <param name="ToAge">Asked for up to and with this age; for everybody without it.</param>
    internal sealed record Follow(FollowKind Kind, string Words, int? ToAge = null);

    /// <summary>A tool that ships, which the area uses; the first that fits a person's age is offered first. An administrator's later versions take its place.</summary>
    internal sealed record Choice(string Key, string Version);
}

/// <summary>What a rating can ask for.</summary>
internal enum FollowKind
{
    /// <summary>A community C(E)TR: offered, consented to for itself, held.</summary>
    CommunityReview,

    MultiAgencyMeeting,
    Keyworker,

    /// <summary>On the agenda of the next meeting.</summary>
    Agenda,

    /// <summary>The partners of a C(E)TR are named in case it is needed.</summary>
    Partners,

    /// <summary>A commissioner's visits to hospital.</summary>
    Visits,

    InpatientReview,

    /// <summary>The owner keeps the entry up to date at the rating's interval.</summary>
    OwnerReview,
}
