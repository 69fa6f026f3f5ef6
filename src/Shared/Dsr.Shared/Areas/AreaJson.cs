using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Dsr.Shared;

/// <summary>Compares a section with the record that reads it and says everything that differs, each with its path: the serialiser itself stops at the first and names types.</summary>
internal static class AreaJson
{
    public static readonly JsonDocumentOptions DocumentOptions = new() { CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };

    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static T Read<T>(JsonElement json, string file, string path)
        where T : class
    {
        var faults = Faults(json, typeof(T), path).ToList();
        if (faults.Count > 0) throw new AreaProfileException(file, faults);

        var value = json.Deserialize<T>(Options)!;
        if (value is IAreaSection checks)
        {
            faults = [.. checks.Faults().Select(fault => fault with { Path = $"{path}.{fault.Path}" })];
            if (faults.Count > 0) throw new AreaProfileException(file, faults);
        }

        return value;
    }

    public static IEnumerable<AreaFault> Faults(JsonElement json, Type type, string path)
    {
        var shape = Options.GetTypeInfo(type);
        return shape.Kind switch
        {
            JsonTypeInfoKind.Object => json.ValueKind == JsonValueKind.Object ? OfObject(json, shape, path) : [new(path, "should be an object: { … }")],
            JsonTypeInfoKind.Enumerable => json.ValueKind == JsonValueKind.Array
                ? json.EnumerateArray().SelectMany((item, at) => Faults(item, shape.ElementType!, $"{path}[{at}]"))
                : [new(path, "should be a list: [ … ]")],
            JsonTypeInfoKind.Dictionary => json.ValueKind == JsonValueKind.Object
                ? json.EnumerateObject().SelectMany(member => Faults(member.Value, shape.ElementType!, $"{path}.{member.Name}"))
                : [new(path, "should be an object: { … }")],
            _ => OfValue(json, type, path),
        };
    }

    private static IEnumerable<AreaFault> OfObject(JsonElement json, JsonTypeInfo shape, string path)
    {
        foreach (var member in json.EnumerateObject())
        {
            var property = shape.Properties.FirstOrDefault(property => property.Name == member.Name && Readable(property));
            if (property is null && shape.UnmappedMemberHandling == JsonUnmappedMemberHandling.Skip)
            {
                // the record takes only what it needs of another module's section, which that module checks
            }
            else if (property is null)
            {
                yield return new($"{path}.{member.Name}", $"is not known here. Known are {string.Join(", ", shape.Properties.Where(Readable).Select(known => known.Name))}");
            }
            else if (member.Value.ValueKind == JsonValueKind.Null)
            {
                if (!property.IsSetNullable) yield return new($"{path}.{member.Name}", "cannot be null. Write a value");
            }
            else
            {
                foreach (var fault in Faults(member.Value, property.PropertyType, $"{path}.{member.Name}")) yield return fault;
            }
        }

        foreach (var property in shape.Properties.Where(property => Needed(property) && !json.TryGetProperty(property.Name, out _)))
        {
            yield return new($"{path}.{property.Name}", $"is missing. Write {Words(property.PropertyType)}");
        }
    }

    private static IEnumerable<AreaFault> OfValue(JsonElement json, Type type, string path)
    {
        try
        {
            var value = json.Deserialize(type, Options);
            return value is string text && string.IsNullOrWhiteSpace(text) ? [new(path, "is empty. Write a text, or take it out")] : value is null ? [new(path, "cannot be null. Write a value")] : [];
        }
        catch (JsonException)
        {
            return [new(path, $"should be {Words(type)}")];
        }
    }

    private static bool Needed(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    private static bool Readable(JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;

    private static string Words(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type.IsEnum) return "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName));
        if (type == typeof(string)) return "a text";
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(int)) return "a whole number";
        if (type == typeof(DateOnly)) return "a date, as 2026-11-21";
        if (type == typeof(TimeOnly)) return "a time of day, as 14:30:00";
        return Options.GetTypeInfo(type).Kind switch
        {
            JsonTypeInfoKind.Enumerable => "a list: [ … ]",
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object: { … }",
            _ => "another value",
        };
    }
}
