using System.Text.Json.Serialization;

namespace Dsr.Referrals;

/// <summary>What each rating means in an area, and what follows from it: shown beside every rating that is agreed at acceptance. Section <c>rating</c>, which Rating checks.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record RatingScheme(IReadOnlyList<RatingScheme.Meaning> Scheme)
{
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)]
    internal sealed record Meaning(string Rating, string Name, [property: JsonPropertyName("meaning")] string Words, IReadOnlyList<string> Follows);
}
