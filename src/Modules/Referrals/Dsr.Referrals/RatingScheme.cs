using System.Text.Json.Serialization;

namespace Dsr.Referrals;

/// <summary>What each rating means in an area, and what follows from it: shown beside every rating that is agreed at acceptance. Section <c>rating</c>, which Rating checks.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record RatingScheme(IReadOnlyList<RatingScheme.Colour> Scheme, bool ToolRequired)
{
    /// <summary>Nobody is accepted without a completed tool, unless the area's switch is off (domain 3.3).</summary>
    public bool Lacks(bool toolCompleted) => ToolRequired && !toolCompleted;

    /// <summary>What follows from a rating at an age, in words.</summary>
    public IEnumerable<string> Follows(string? rating, int age)
        => Scheme.FirstOrDefault(colour => colour.Rating == rating)?.Follows.Where(follow => age <= (follow.ToAge ?? int.MaxValue)).Select(follow => follow.Words) ?? [];

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record Colour(string Rating, string Name, string Meaning, IReadOnlyList<Follow> Follows);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record Follow(string Words, int? ToAge = null);
}
