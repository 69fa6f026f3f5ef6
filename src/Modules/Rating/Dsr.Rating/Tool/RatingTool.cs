namespace Dsr.Rating;

/// <summary>A rating tool of one version, as data (domain 3.3): its questions, and how the answers become a suggestion. Where nothing does, the meaning that the professional picks is the suggestion.</summary>
/// <param name="Source">Where it comes from, shown with the tool.</param>
/// <param name="Rules">Override rules, the first that holds decides.</param>
/// <param name="Thresholds">Of the weighted total; the highest that is reached decides.</param>
internal sealed record RatingTool(
    string Key,
    string Name,
    string Version,
    string Source,
    string Introduction,
    IReadOnlyList<RatingTool.Item> Items,
    IReadOnlyList<RatingTool.Rule> Rules,
    IReadOnlyList<RatingTool.Threshold> Thresholds,
    int? FromAge = null,
    int? ToAge = null)
{
    public const string Yes = "yes";

    public const string No = "no";

    public const string NotKnown = "not-known";

    public bool Weighs => Items.Any(item => item.Weight > 0);

    public bool Fits(int age) => age >= (FromAge ?? 0) && age <= (ToAge ?? int.MaxValue);

    public string Ages => (FromAge, ToAge) switch
    {
        (null, null) => "All ages",
        ({ } from, null) => $"Aged {from} and over",
        (null, { } to) => $"Aged {to} and under",
        ({ } from, { } to) => $"Aged {from} to {to}",
    };

    /// <summary>What stops it from going live, in words; the field it belongs to where there is one.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Name)) yield return "Enter the name of the tool";
        if (string.IsNullOrWhiteSpace(Source)) yield return "Enter where the tool comes from";
        if (string.IsNullOrWhiteSpace(Introduction)) yield return "Enter the introduction";
        if (FromAge > ToAge) yield return "The highest age must be the same as or above the lowest age";
        if (Items.DistinctBy(item => item.Key).Count() != Items.Count) yield return "Two questions have the same key";
        foreach (var item in Items)
        {
            if (string.IsNullOrWhiteSpace(item.Words)) yield return "Enter the question";
            if (item.Weight < 0) yield return $"The weight of \"{item.Words}\" must be 0 or more";
            if (item.Kind == ItemKind.Scale && (item.Scale is not { Count: > 1 } scale || scale.DistinctBy(point => point.Key).Count() != scale.Count)) yield return $"Give \"{item.Words}\" at least 2 different answers";
            if (item.Kind == ItemKind.DateWindow && item.Within is not > 0) yield return $"Enter how long ago still counts for \"{item.Words}\"";
        }

        var keys = Items.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in Rules)
        {
            if (rule.Of.Count == 0 || rule.Of.Any(key => !keys.Contains(key))) yield return "A rule names a question that the tool does not have";
            if (rule.AtLeast < 1 || rule.AtLeast > rule.Of.Count) yield return "A rule needs more answers than it has questions";
            if (rule.Suggests is not ("red" or "amber" or "green")) yield return "A rule suggests red, amber or green. Blue is set by an admission";
        }

        if (Thresholds.Count > 0 && !Weighs) yield return "There are thresholds, but no question has a weight";
        if (Thresholds.DistinctBy(threshold => threshold.AtLeast).Count() != Thresholds.Count) yield return "Two thresholds are the same";
        if (Thresholds.Any(threshold => threshold.Suggests is not ("red" or "amber" or "green"))) yield return "A threshold suggests red, amber or green. Blue is set by an admission";
    }

    /// <summary>A rule in words: "red when all 4 are yes".</summary>
    public string Words(Rule rule)
    {
        if (rule.Of.Count == 1) return $"{rule.Suggests} when {Quoted(rule)} is yes";
        var whole = rule.Of.Count == Items.Count;
        if (rule.AtLeast == rule.Of.Count) return $"{rule.Suggests} when all {rule.AtLeast}{(whole ? "" : $" of {Quoted(rule)}")} are yes";
        return $"{rule.Suggests} when at least {rule.AtLeast}{(whole ? "" : $" of {Quoted(rule)}")} {(rule.AtLeast == 1 ? "is" : "are")} yes";
    }

    private string Quoted(Rule rule) => string.Join(", ", rule.Of.Select(key => $"\"{Items.First(item => item.Key == key).Words}\""));

    /// <param name="Weight">What a yes adds to the total, or what the points of a scale are multiplied by; 0 for none.</param>
    /// <param name="Scale">The answers of a scale, with their points.</param>
    /// <param name="Within">Of a date window: it is a yes when the date is no longer ago than this.</param>
    internal sealed record Item(string Key, string Words, ItemKind Kind, string? Help = null, int Weight = 0, IReadOnlyList<Point>? Scale = null, int? Within = null, ClockUnit Unit = ClockUnit.Days)
    {
        /// <summary>Whether an answer, as it is kept, is one that this question has.</summary>
        public bool Takes(string? answer) => answer == NotKnown || Kind switch
        {
            ItemKind.Scale => Scale!.Any(point => point.Key == answer),
            ItemKind.DateWindow => answer == No || Date(answer) is not null,
            _ => answer is Yes or No,
        };

        /// <summary>Whether the answer counts as a yes on a day: a scale's does when it has points, a date's when it stands in the window.</summary>
        public bool Holds(string? answer, DateOnly on) => Kind switch
        {
            ItemKind.Scale => PointsOf(answer) > 0,
            ItemKind.DateWindow => Date(answer) is { } date && date <= on && date >= Lengths.Add(on, -Within!.Value, Unit),
            _ => answer == Yes,
        };

        /// <summary>What the answer adds to the total.</summary>
        public int Score(string? answer, DateOnly on) => Kind == ItemKind.Scale ? Weight * PointsOf(answer) : Holds(answer, on) ? Weight : 0;

        /// <summary>An answer in this version's own words.</summary>
        public string Answered(string? answer) => answer switch
        {
            null => "Not asked",
            NotKnown => "Not known",
            _ => Kind switch
            {
                ItemKind.Scale => Scale!.FirstOrDefault(point => point.Key == answer)?.Words ?? answer,
                ItemKind.DateWindow when Date(answer) is { } date => "Yes, " + Dsr.Ui.Words.Date(date),
                _ => answer == Yes ? "Yes" : "No",
            },
        };

        private static DateOnly? Date(string? answer) => DateOnly.TryParseExact(answer, "yyyy-MM-dd", out var date) ? date : null;

        private int PointsOf(string? answer) => Scale!.FirstOrDefault(point => point.Key == answer)?.Points ?? 0;
    }

    internal sealed record Point(string Key, string Words, int Points);

    /// <summary>Suggests a rating when at least so many of these questions are yes.</summary>
    internal sealed record Rule(string Suggests, int AtLeast, IReadOnlyList<string> Of);

    internal sealed record Threshold(int AtLeast, string Suggests);
}

internal enum ItemKind
{
    YesNo,
    Scale,
    DateWindow,
}
