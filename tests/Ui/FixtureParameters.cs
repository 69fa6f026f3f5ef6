using System.Text.Json.Nodes;

namespace Dsr.Tests.Ui;

/// <summary>The parameters of a fixture. What nobody took, our tag helpers cannot say.</summary>
internal sealed class FixtureParameters(JsonNode? root)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>A text, whether given as text or as an object with a text.</summary>
    public string? Text(string path) => Take(path) is JsonValue value ? value.ToString() : Take(path + ".text")?.ToString();

    public string? Value(string path) => Take(path) is JsonValue value ? value.ToString() : null;

    public bool Flag(string path) => Value(path) is "true";

    public bool Has(string path) => Find(path) is not null;

    public int Count(string path) => (Find(path) as JsonArray)?.Count ?? 0;

    public string? Peek(string path) => (Find(path) as JsonValue)?.ToString();

    /// <summary>The paths that nobody took; array positions left out.</summary>
    public IReadOnlyList<string> Left() => [.. Leaves(root, "").Where(path => !_taken.Contains(path)).Select(Plain).Distinct()];

    private JsonNode? Take(string path)
    {
        var found = Find(path);
        if (found is JsonValue)
        {
            _taken.Add(path);
        }

        return found;
    }

    private JsonNode? Find(string path)
    {
        var node = root;
        foreach (var step in path.Split('.'))
        {
            node = node switch
            {
                JsonObject one => one[step],
                JsonArray many when int.TryParse(step, out var index) && index < many.Count => many[index],
                _ => null,
            };
        }

        return node;
    }

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject one => one.SelectMany(pair => Leaves(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}")),
        // templates pass over what is empty or false in a list
        JsonArray many => many.SelectMany((item, index) => item is JsonValue value && value.ToString() is "false" ? [] : Leaves(item, $"{path}.{index}")),
        null or JsonValue when node?.ToString() is null or "" => [],
        _ => [path],
    };

    private static string Plain(string path) => string.Join('.', path.Split('.').Where(step => !int.TryParse(step, out _)));
}
