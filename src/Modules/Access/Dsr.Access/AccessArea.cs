namespace Dsr.Access;

/// <summary>Section <c>access</c>: the organisations an area starts with, all of which signed its information sharing agreement.</summary>
internal sealed record AccessArea(string Agreement, IReadOnlyList<AccessArea.Organisation> Organisations) : IAreaSection
{
    public static readonly IReadOnlyList<string> Kinds = ["dsr-team", "commissioner", "health", "social-care", "education", "police", "voluntary", "keyworking"];

    public IEnumerable<AreaFault> Faults()
    {
        foreach (var (organisation, at) in Organisations.Select((organisation, at) => (organisation, at)))
        {
            if (organisation.AllKinds.Any(kind => !Kinds.Contains(kind))) yield return new($"organisations[{at}].kind", $"should be of {string.Join(", ", Kinds)}");
        }

        if (Organisations.Count(organisation => organisation.Kind == "dsr-team") != 1) yield return new("organisations", "should have exactly one of kind dsr-team");
        if (Organisations.DistinctBy(organisation => organisation.Key).Count() != Organisations.Count) yield return new("organisations", "has a key twice. Give each its own");
    }

    /// <param name="Also">What else it stands for in a meeting: a team of a health trust may be the trust's voice too.</param>
    /// <param name="Aliases">Other ways people write it, for import.</param>
    internal sealed record Organisation(string Key, string Name, string Kind, IReadOnlyList<string>? Also = null, IReadOnlyList<string>? Aliases = null)
    {
        public IEnumerable<string> AllKinds => [Kind, .. Also ?? []];
    }
}
