namespace Dsr.Access;

/// <summary>A row of the audit with the names that its ids stand for here.</summary>
internal sealed record AuditLine(AuditRow Row, string Who, string Organisation, string? PersonReference, int People);

/// <summary>Puts names to the ids of a page of audit rows: one query for users, one for people.</summary>
internal sealed class AuditLines(Db db)
{
    public async Task<IReadOnlyList<AuditLine>> OfAsync(IReadOnlyList<AuditRow> rows, CancellationToken cancellationToken)
    {
        var users = await NamesAsync("select id, name from access_user where id in @ids", rows.Select(row => row.ActorId), cancellationToken);
        var organisations = await NamesAsync("select id, name from access_organisation where id in @ids", rows.Select(row => row.ActingOrgId), cancellationToken);
        var people = await NamesAsync("select id, coalesce(reference, '') as name from access_person where id in @ids", rows.Select(row => row.PersonId), cancellationToken);
        return [.. rows.Select(row => new AuditLine(
            row,
            row.ActorId is { } actor ? users.GetValueOrDefault(actor, "Somebody unknown") : row.Kind == "denied" ? "Somebody not logged in" : "The service, automatically",
            row.ActingOrgId is { } organisation ? organisations.GetValueOrDefault(organisation, "") : "",
            row.PersonId is { } person ? people.GetValueOrDefault(person) : null,
            row.People is { Length: > 0 } list ? list.Count(letter => letter == ' ') + 1 : 0))];
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(string sql, IEnumerable<Guid?> wanted, CancellationToken cancellationToken)
    {
        var ids = wanted.OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : (await db.QueryAsync<Named>(sql, new { ids }, cancellationToken)).ToDictionary(row => row.Id, row => row.Name);
    }

    private sealed record Named(Guid Id, string Name);
}
