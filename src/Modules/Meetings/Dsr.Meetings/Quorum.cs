namespace Dsr.Meetings;

/// <summary>Whether enough kinds of organisation are there (domain 6.1), in words.</summary>
internal sealed record Quorum(bool Reached, string Words)
{
    /// <summary>
    /// The area's kinds, with those for young people where one is discussed. A kind that no signed organisation of the area is of cannot be asked for.
    /// </summary>
    public static Quorum Of(MeetingsArea.QuorumRule rule, IEnumerable<string> signed, IEnumerable<string> present, bool youngPerson)
    {
        var possible = signed.SelectMany(Kinds).ToHashSet(StringComparer.Ordinal);
        var here = present.SelectMany(Kinds).ToHashSet(StringComparer.Ordinal);
        var needed = rule.Kinds.Concat(youngPerson ? rule.ForYoungPeople : []).Distinct(StringComparer.Ordinal).Where(possible.Contains).ToList();
        var missing = needed.Where(kind => !here.Contains(kind)).ToList();
        return missing.Count == 0
            ? new(true, $"Quorate: {List(needed)} {(needed.Count == 1 ? "is" : "are")} here.")
            : new(false, $"Not quorate: nobody is here from {List(missing, "or")}.");
    }

    /// <summary>A lower risk: red, then amber, then green.</summary>
    public static bool Lowers(string? from, string to) => Weight(to) < Weight(from);

    private static int Weight(string? rating) => rating switch { "red" or "blue" => 3, "amber" => 2, "green" => 1, _ => 0 };

    private static IEnumerable<string> Kinds(string kinds) => kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string List(List<string> kinds, string last = "and")
    {
        var words = kinds.ConvertAll(Kind);
        return words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} {last} {words[^1]}";
    }

    private static string Kind(string kind) => kind switch
    {
        "dsr-team" => "the DSR team",
        "social-care" => "social care",
        "keyworking" => "keyworking",
        _ => kind,
    };
}
