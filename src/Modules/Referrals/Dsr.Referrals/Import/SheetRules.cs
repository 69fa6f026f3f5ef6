namespace Dsr.Referrals;

/// <summary>What an area says that the import must know; read from its profile.</summary>
internal sealed record SheetRules(
    int RenewAfterMonths,
    IReadOnlyList<SheetRules.Authority> Authorities,
    IReadOnlyList<SheetRules.Place> LocalAuthorities,
    IReadOnlyCollection<string> Organisations)
{
    /// <summary>Open to a person from one age on and until another (not included), on the day of the decision. It may end at a birthday.</summary>
    public sealed record Authority(string Kind, int FromAge, int? UntilAge, int? EndsAtAge);

    public sealed record Place(string Name, IReadOnlyList<string> Spellings);
}

/// <summary>Who is on the register before the import: by NHS number, or by name, date of birth and postcode.</summary>
internal sealed record KnownPeople(IReadOnlySet<string> NhsNumbers, IReadOnlySet<string> Keys)
{
    public static readonly KnownPeople None = new(new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));

    public static string Key(string firstName, string surname, DateOnly born, string? postcode) =>
        $"{Cell.Letters(firstName + surname)}|{born:yyyy-MM-dd}|{Cell.Letters(postcode ?? "")}";
}
