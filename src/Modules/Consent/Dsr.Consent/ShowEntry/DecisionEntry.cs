namespace Dsr.Consent;

/// <summary>What was decided, on the person's own page: by whom, until when, who can be told, and each C(E)TR.</summary>
internal sealed class DecisionEntry(Db db, TimeProvider clock) : IEntryPart
{
    private const string PersonSql =
        """
        select p.first_name, p.last_name, p.kind, p.decided_on, p.ends_on, p.withdrawn_at, d.decided_by
        from consent_person p
        left join consent_decision d on d.id = p.decision_id
        where p.id = @PersonId
        """;

    public int Order => 10;

    public string View => "/Consent/ShowEntry/DecisionEntry.cshtml";

    public async Task<object?> LoadAsync(EntryOf entry, CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { entry.PersonId }, cancellationToken) is not { } row) return null;
        return new Model(
            row, new AuthorityState(row.Kind, row.EndsOn, row.WithdrawnAt, clock.Today()),
            await db.QueryAsync<SharingRow>(SharingRow.Current, new { entry.PersonId }, cancellationToken),
            await db.QueryAsync<CetrRow>(CetrRow.Sql + "\norder by offered_on desc, id desc\nlimit 5", new { entry.PersonId }, cancellationToken),
            entry.Area.Section<PublicArea>("public"));
    }

    public sealed record Model(Row Person, AuthorityState State, IReadOnlyList<SharingRow> Sharing, IReadOnlyList<CetrRow> Cetrs, PublicArea Area);

    public sealed record Row(string FirstName, string LastName, string? Kind, DateOnly? DecidedOn, DateOnly? EndsOn, DateTimeOffset? WithdrawnAt, string? DecidedBy);
}
