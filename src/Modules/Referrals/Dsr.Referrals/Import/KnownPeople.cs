namespace Dsr.Referrals;

/// <summary>Who of a sheet is on the register already, or was: by NHS number, or by name, date of birth and postcode.</summary>
internal sealed record KnownPeople(IReadOnlySet<string> NhsNumbers, IReadOnlySet<string> Keys)
{
    public static readonly KnownPeople None = new(new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));

    public static string Key(string firstName, string lastName, DateOnly born, string? postcode) =>
        $"{Cell.Letters(firstName + lastName)}|{born:yyyy-MM-dd}|{Cell.Letters(postcode ?? "")}";

    /// <summary>
    /// Asks only for those whom the sheet can mean, so that the size of the register does not matter. Somebody who was removed is known too:
    /// an old sheet does not bring back who withdrew consent.
    /// </summary>
    public static async Task<KnownPeople> OfAsync(Db db, Sheet sheet, Area area, DateOnly today, CancellationToken cancellationToken)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        var births = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in sheet.Rows)
        {
            if (NhsNumber.TryParse(row[Column.NhsNumber], out var number)) numbers.Add(number);
            else if (SheetDate.Birth(row[Column.Born], today) is { } born) births.Add(Sql.Text(born));
        }

        var knownNumbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in numbers.Chunk(500))
        {
            knownNumbers.UnionWith(await db.QueryAsync<string>(
                """
                select nhs_number
                from referrals_person
                where nhs_number in @chunk
                and state <> 'candidate'
                """, new { chunk }, cancellationToken));
        }

        var knownKeys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in births.Chunk(500))
        {
            var people = await db.QueryAsync<(string FirstName, string LastName, DateOnly BornOn, string? Postcode)>(
                """
                select first_name, last_name, born_on, postcode
                from referrals_person
                where area = @Key
                and born_on in @chunk
                and state <> 'candidate'
                """, new { area.Key, chunk }, cancellationToken);
            knownKeys.UnionWith(people.Select(person => Key(person.FirstName, person.LastName, person.BornOn, person.Postcode)));
        }

        return new KnownPeople(knownNumbers, knownKeys);
    }
}
