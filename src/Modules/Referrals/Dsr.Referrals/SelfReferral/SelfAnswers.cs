using System.Globalization;
using System.Text.Json;

namespace Dsr.Referrals;

/// <summary>What somebody without an account has answered so far: each question's key and what was typed, as it was typed.</summary>
internal sealed class SelfAnswers
{
    public const string Myself = "myself";
    public const string MyChild = "my-child";

    private readonly Dictionary<string, string[]> _all;

    private SelfAnswers(Dictionary<string, string[]> all) => _all = all;

    public static SelfAnswers Empty { get; } = new([]);

    /// <summary>What a person writes under the name of a reader who reads JSON later: the same text.</summary>
    public static SelfAnswers Read(string content) => new(JsonSerializer.Deserialize<Dictionary<string, string[]>>(content) ?? []);

    public string Content => JsonSerializer.Serialize(_all);

    public IReadOnlyCollection<string> Keys => _all.Keys;

    public string Text(string key) => _all.TryGetValue(key, out var values) && values.Length > 0 ? values[0] : "";

    public IReadOnlyList<string> All(string key) => _all.TryGetValue(key, out var values) ? values : [];

    public bool Has(string key) => _all.TryGetValue(key, out var values) && values.Any(value => !string.IsNullOrWhiteSpace(value));

    public bool Is(string key, string value) => Text(key) == value;

    /// <summary>These answers, with others in their place.</summary>
    public SelfAnswers With(IEnumerable<KeyValuePair<string, string[]>> others)
    {
        var all = new Dictionary<string, string[]>(_all, StringComparer.Ordinal);
        foreach (var (key, values) in others) all[key] = values;
        return new SelfAnswers(all);
    }

    /// <summary>Only the answers to these questions: what was asked before another answer changed the way is left out.</summary>
    public SelfAnswers Only(IReadOnlyCollection<string> keys) => new(_all.Where(each => keys.Contains(each.Key)).ToDictionary(StringComparer.Ordinal));

    public bool IsMyself => Is("who", Myself);

    /// <summary>Professional routes are not among them: <c>self</c>, <c>parent</c> or <c>carer</c>.</summary>
    public string Route => Text("who") switch { Myself => "self", MyChild => "parent", _ => "carer" };

    public DateOnly? Born => DateOnly.TryParseExact(Text("born"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? born : null;

    public string? Number => Is("nhs", "yes") && NhsNumber.TryParse(Text("nhs-number"), out var digits) ? digits : null;

    /// <summary>Years on a day; an adult while it is not known.</summary>
    public int Age(DateOnly today) => Born is { } born && born <= today ? Anniversary.Age(born, today) : 18;

    public bool SaysCrisis => Text("safe") is "no" or "not-sure";

    public string Signature => IsMyself ? "The person" : $"{Text("your-name").Trim()}, {Text("who") switch { MyChild => "parent or guardian", "someone-i-care-for" => "carer", _ => "someone who knows the person" }}";

    /// <summary>The helpers that were named: name, job, phone.</summary>
    public IReadOnlyList<SelfHelper> Helpers => [.. All("who-helps").Select(SelfHelper.Read)];
}

/// <summary>Somebody who already helps.</summary>
internal sealed class SelfHelper
{
    public string Name { get; set; } = "";

    public string Job { get; set; } = "";

    public string Phone { get; set; } = "";

    public bool IsEmpty => string.IsNullOrWhiteSpace(Name + Job + Phone);

    public string Words => string.Join(", ", new[] { Name, Job, Phone }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part.Trim()));

    public string Written => JsonSerializer.Serialize(new[] { Name, Job, Phone });

    public static SelfHelper Read(string written) => JsonSerializer.Deserialize<string[]>(written) is [var name, var job, var phone] ? new() { Name = name, Job = job, Phone = phone } : new();
}
