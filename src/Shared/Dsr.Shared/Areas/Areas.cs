using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dsr.Shared;

/// <summary>The areas this server keeps registers for. Loaded once, at start.</summary>
public sealed partial class Areas
{
    private readonly SortedDictionary<string, Area> _byKey;

    private Areas(SortedDictionary<string, Area> byKey)
    {
        _byKey = byKey;
        All = [.. byKey.Values.OrderBy(area => area.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>By name, as people look for them.</summary>
    public IReadOnlyList<Area> All { get; }

    /// <summary>The area, or an error: keys come from our own rows.</summary>
    public Area this[string key] => _byKey.TryGetValue(key, out var area) ? area : throw new KeyNotFoundException($"No area profile is called '{key}'");

    /// <summary>Reads every <c>*.json</c> of the folders; the file's name is the area's key, and a later folder's file takes the place of an earlier one's.</summary>
    /// <exception cref="AreaProfileException">A profile cannot be read; it names the file, the path and the mend.</exception>
    public static Areas Load(params string[] folders)
    {
        var areas = new SortedDictionary<string, Area>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            if (!Directory.Exists(folder)) throw new AreaProfileException(folder, [new("$", "is no folder. Make it, or take it out of the setting DSR_AREAS")]);

            foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                var area = Read(file);
                areas[area.Key] = area;
            }
        }

        if (areas.Count == 0) throw new AreaProfileException(string.Join(", ", folders), [new("$", "holds no area profile. Put one file per area there, named after its key, as sunderland.json")]);
        return new Areas(areas);
    }

    public bool TryGet(string? key, [NotNullWhen(true)] out Area? area)
    {
        area = null;
        return key is not null && _byKey.TryGetValue(key, out area);
    }

    /// <summary>Reads a section of every area, so that a fault shows at start and not on somebody's page.</summary>
    public Areas Check<T>(string section)
        where T : class
    {
        foreach (var area in All) area.Section<T>(section);
        return this;
    }

    /// <summary>Reads a file that stands for itself, as strictly as a section of a profile.</summary>
    /// <exception cref="AreaProfileException">It cannot be read as one; the message names the file, the path and the mend.</exception>
    public static T ReadFile<T>(string file)
        where T : class => AreaJson.Read<T>(Parse(file), file, "$");

    private static JsonElement Parse(string file)
    {
        try
        {
            return JsonElement.Parse(File.ReadAllBytes(file), AreaJson.DocumentOptions);
        }
        catch (JsonException fault)
        {
            throw new AreaProfileException(file, [fault.LineNumber is { } line
                ? new($"line {line + 1}", "is not JSON here. Look for a missing comma, quote or bracket, or a comma too many")
                : new("$", "has a name written twice in one object. Take one out")]);
        }
    }

    private static Area Read(string file)
    {
        var profile = Parse(file);
        if (profile.ValueKind != JsonValueKind.Object) throw new AreaProfileException(file, [new("$", "should be an object: { … }")]);

        var faults = new List<AreaFault>();
        var key = Text("key");
        var name = Text("name");
        var registerName = Text("registerName");
        if (key.Length > 0 && !KeyShape().IsMatch(key)) faults.Add(new("$.key", "should be lower-case letters, digits and hyphens"));
        else if (key.Length > 0 && key != Path.GetFileNameWithoutExtension(file)) faults.Add(new("$.key", $"should be the file's name, '{Path.GetFileNameWithoutExtension(file)}'"));

        foreach (var member in profile.EnumerateObject())
        {
            if (member.Name is not ("key" or "name" or "registerName") && member.Value.ValueKind != JsonValueKind.Object)
            {
                faults.Add(new($"$.{member.Name}", "is not known here. Write key, name, registerName and sections, or take it out"));
            }
        }

        return faults.Count == 0 ? new Area(file, key, name, registerName, profile) : throw new AreaProfileException(file, faults);

        string Text(string member)
        {
            if (profile.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())) return value.GetString()!;

            faults.Add(new($"$.{member}", "should be a text. Write it"));
            return "";
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyShape();
}
