namespace Dsr.Referrals;

/// <summary>
/// Holds the rows of people who are on the register already beside what the register says of them. An import never changes anybody: whoever
/// mends the entry is told which columns to look at.
/// </summary>
internal static class Differences
{
    private const string Person =
        """
        select first_name, last_name, preferred_name, born_on, nhs_number, address, postcode, local_authority, gp_practice, diagnosis, rating, authority_kind, owner_name, issues, tried, would_help, plan
        from referrals_person
        where area = @Key
        and state = 'active'
        """;

    /// <summary>The same judgements; those of people on this area's register say where the sheet differs.</summary>
    public static async Task<IReadOnlyList<Judgement>> FoundAsync(Db db, Area area, IReadOnlyList<Judgement> judged, CancellationToken cancellationToken)
    {
        var found = judged.ToArray();
        foreach (var places in Enumerable.Range(0, judged.Count).Where(at => judged[at] is { Fate: Fate.Reject, Person: not null }).Chunk(500))
        {
            var byNumber = new Dictionary<string, Row>(StringComparer.Ordinal);
            var byKey = new Dictionary<string, Row>(StringComparer.Ordinal);
            var numbers = places.Select(at => judged[at].Person!.NhsNumber).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var births = places.Where(at => judged[at].Person!.NhsNumber is null).Select(at => Sql.Text(judged[at].Person!.Born)).Distinct(StringComparer.Ordinal).ToList();
            if (numbers.Count > 0)
            {
                foreach (var row in await db.QueryAsync<Row>($"{Person} and nhs_number in @numbers", new { area.Key, numbers }, cancellationToken)) byNumber[row.NhsNumber!] = row;
            }

            if (births.Count > 0)
            {
                foreach (var row in await db.QueryAsync<Row>($"{Person} and born_on in @births", new { area.Key, births }, cancellationToken))
                    byKey[KnownPeople.Key(row.FirstName, row.LastName, row.BornOn!.Value, row.Postcode)] = row;
            }

            foreach (var at in places)
            {
                var person = judged[at].Person!;
                var known = person.NhsNumber is { } number ? byNumber.GetValueOrDefault(number) : byKey.GetValueOrDefault(KnownPeople.Key(person.FirstName, person.Surname, person.Born, person.Postcode));
                if (known is not null) found[at] = judged[at] with { Differs = [.. Between(person, known)] };
            }
        }

        return found;
    }

    /// <summary>What is not written in the sheet differs from nothing; nor does an owner whom the team chose because the sheet's lead had no account.</summary>
    private static IEnumerable<Column> Between(SheetPerson sheet, Row register) => new (Column Column, string? Sheet, string? Register)[]
    {
        (Column.Surname, sheet.Surname, register.LastName),
        (Column.FirstName, sheet.FirstName, register.FirstName),
        (Column.PreferredName, sheet.PreferredName, register.PreferredName),
        (Column.Born, Sql.Text(sheet.Born), register.BornOn is { } born ? Sql.Text(born) : null),
        (Column.Address, sheet.Address, register.Address),
        (Column.Postcode, sheet.Postcode, register.Postcode),
        (Column.LocalAuthority, sheet.LocalAuthority, register.LocalAuthority),
        (Column.GpPractice, sheet.GpPractice, register.GpPractice),
        (Column.Diagnosis, sheet.Diagnosis, register.Diagnosis),
        (Column.Rating, sheet.Rating, register.Rating),
        (Column.AuthorityBasis, sheet.AuthorityKind, register.AuthorityKind),
        (Column.LeadName, register.OwnerName is null ? null : sheet.LeadName, register.OwnerName),
        (Column.Issues, sheet.Issues, register.Issues),
        (Column.Tried, sheet.Tried, register.Tried),
        (Column.WouldHelp, sheet.WouldHelp, register.WouldHelp),
        (Column.Plan, sheet.Plan, register.Plan),
    }.Where(each => each.Sheet is { Length: > 0 } && each.Sheet != each.Register).Select(each => each.Column);

    private sealed record Row(
        string FirstName, string LastName, string? PreferredName, DateOnly? BornOn, string? NhsNumber, string? Address, string? Postcode, string? LocalAuthority, string? GpPractice,
        string Diagnosis, string? Rating, string? AuthorityKind, string? OwnerName, string? Issues, string? Tried, string? WouldHelp, string? Plan);
}
