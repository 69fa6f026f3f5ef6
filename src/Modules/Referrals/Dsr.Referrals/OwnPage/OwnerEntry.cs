namespace Dsr.Referrals;

/// <summary>Whom to talk to, on the person's own page: who keeps the entry, when they last wrote, and the DSR team.</summary>
internal sealed class OwnerEntry(Db db) : IEntryPart
{
    private const string Sql =
        """
        select owner_name, owner_organisation_name, last_update_on
        from referrals_person
        where id = @PersonId
        """;

    public int Order => 15;

    public string View => "/Referrals/OwnPage/OwnerEntry.cshtml";

    public async Task<object?> LoadAsync(EntryOf entry, CancellationToken cancellationToken)
        => await db.FirstAsync<Row>(Sql, new { entry.PersonId }, cancellationToken) is { } row ? new Model(row, entry.Area.Section<PublicArea>("public").Contacts.Enquiries) : null;

    internal sealed record Model(Row Entry, PublicArea.Contact Team);

    internal sealed record Row(string? OwnerName, string? OwnerOrganisationName, DateOnly? LastUpdateOn);
}
