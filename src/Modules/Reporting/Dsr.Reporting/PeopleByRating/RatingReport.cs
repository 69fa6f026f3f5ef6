namespace Dsr.Reporting;

/// <summary>People by rating, age group and local authority, with small numbers hidden. Page, chart and download are all made from it.</summary>
internal sealed class RatingReport
{
    public const string Elsewhere = "Another place or not known";

    public static readonly IReadOnlyList<string> Ratings = ["red", "amber", "green", "blue"];

    private readonly Published _published;

    public RatingReport(IReadOnlyList<RatingCount> counts, ReportingArea rules)
    {
        Places = counts.Any(count => !rules.Places.Contains(count.Place ?? Elsewhere)) ? [.. rules.Places, Elsewhere] : rules.Places;
        Rules = rules;
        var figures = new Figures(
            [Places.Count, Ratings.Count, AgeGroup.Names.Count],
            counts.Select(count => (new[] { PlaceAt(count.Place), Ratings.ToList().IndexOf(count.Rating), count.AgeGroup }, count.People)));
        _published = Suppress.Apply(figures, rules.Threshold, rules.Rounding);
    }

    /// <summary>The area's local authorities; last a place for the others, where somebody's is not one of them.</summary>
    public IReadOnlyList<string> Places { get; }

    public ReportingArea Rules { get; }

    /// <summary>The number to show; null where it is hidden. No place, rating or age group means all of them.</summary>
    public int? People(string? place, string? rating = null, int? ageGroup = null)
        => _published[place is null ? Figures.All : PlaceAt(place), rating is null ? Figures.All : Ratings.ToList().IndexOf(rating), ageGroup ?? Figures.All];

    /// <summary>What the numbers say, in one sentence made from them.</summary>
    public string Finding(string? place)
    {
        if (People(place) is not { } everyone) return "There are too few people to show";

        var shown = Ratings.Where(rating => People(place, rating) is not null).ToList();
        if (shown.Count == 0) return $"About {Words.Number(everyone)} people are rated, too few of each rating to show";

        // what is hidden beside a small number is the next smallest, so the most that is shown is the most there is
        var most = shown.Max(rating => People(place, rating)!.Value);
        var top = shown.Where(rating => People(place, rating) == most).ToList();
        return top.Count == 1
            ? $"About {Words.Number(most)} of {Words.Number(everyone)} people are rated {top[0]}, more than any other rating"
            : $"About as many people are rated {string.Join(", ", top.SkipLast(1))} as {top[^1]}: {Words.Number(most)} each";
    }

    private int PlaceAt(string? place)
    {
        for (var at = 0; at < Places.Count; at++) if (Places[at] == place) return at;
        return Places.Count - 1;
    }
}
