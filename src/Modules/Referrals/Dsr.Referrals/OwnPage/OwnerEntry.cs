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

    public async Task<IEntryModel?> LoadAsync(EntryOf entry, CancellationToken cancellationToken)
        => await db.FirstAsync<Row>(Sql, new { entry.PersonId }, cancellationToken) is { } row ? new Model(row, entry.Area.Section<PublicArea>("public").Contacts.Enquiries) : null;

    internal sealed record Model(Row Entry, PublicArea.Contact Team) : IEntryModel
    {
        public IEnumerable<EasyEntry> Easy =>
        [
            new("person", [Entry.OwnerName is { } owner ? $"{owner} keeps what is here up to date." : "Nobody keeps what is here up to date yet.", .. Entry.LastUpdateOn is { } on ? new[] { $"They last wrote about you on {Words.Date(on)}." } : []]),
            new("phone", ["You can talk to the DSR team.", .. Team.Phone is { } phone ? new[] { $"Phone {phone}." } : [], .. Team.Email is { } email ? new[] { $"Email {email}" } : []]),
        ];
    }

    internal sealed record Row(string? OwnerName, string? OwnerOrganisationName, DateOnly? LastUpdateOn);
}
