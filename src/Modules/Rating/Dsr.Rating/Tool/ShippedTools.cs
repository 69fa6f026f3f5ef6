using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dsr.Rating;

/// <summary>The tools that ship, one file for each version. A file is never edited once released: a change is a new version in a new file.</summary>
internal static class ShippedTools
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static readonly IReadOnlyList<RatingTool> All = [.. Read().OrderBy(tool => tool.Key, StringComparer.Ordinal)];

    public static RatingTool? Find(string key, string version) => All.FirstOrDefault(tool => tool.Key == key && tool.Version == version);

    /// <summary>A tool as a row keeps it.</summary>
    public static string Write(RatingTool tool) => JsonSerializer.Serialize(tool, Options);

    public static RatingTool Read(string definition) => JsonSerializer.Deserialize<RatingTool>(definition, Options)!;

    private static IEnumerable<RatingTool> Read()
    {
        var assembly = typeof(ShippedTools).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Tool.Shipped.", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return JsonSerializer.Deserialize<RatingTool>(stream, Options)!;
        }
    }
}
