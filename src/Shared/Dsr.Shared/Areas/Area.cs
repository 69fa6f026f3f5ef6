using System.Collections.Concurrent;
using System.Text.Json;

namespace Dsr.Shared;

/// <summary>One area: its profile is a file, and each module reads its own section of it as a record of its own.</summary>
public sealed class Area
{
    private readonly ConcurrentDictionary<(string, Type), object> _read = new();
    private readonly JsonElement _profile;
    private readonly string _file;

    internal Area(string file, string key, string name, string registerName, JsonElement profile)
    {
        _file = file;
        _profile = profile;
        Key = key;
        Name = name;
        RegisterName = registerName;
    }

    /// <summary>Lower-case letters and hyphens; kept in every row that belongs to the area.</summary>
    public string Key { get; }

    public string Name { get; }

    public string RegisterName { get; }

    /// <summary>The section as <typeparamref name="T"/>, read once. Every member must be known and every required one there, or <see cref="AreaProfileException"/>.</summary>
    public T Section<T>(string name)
        where T : class => (T)_read.GetOrAdd((name, typeof(T)), _ => Read<T>(name));

    private T Read<T>(string name)
        where T : class
    {
        if (!_profile.TryGetProperty(name, out var section))
        {
            throw new AreaProfileException(_file, [new($"$.{name}", "is missing. Write this section (docs/areas.md)")]);
        }

        return AreaJson.Read<T>(section, _file, $"$.{name}");
    }
}
