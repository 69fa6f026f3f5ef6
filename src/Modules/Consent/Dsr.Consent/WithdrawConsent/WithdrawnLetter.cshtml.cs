namespace Dsr.Consent;

/// <summary>The confirmation of a withdrawal, as a page to print (domain 5.4: confirm in the person's format).</summary>
[Needs("authority.read", Roles.Team, ReadOnly = true)]
internal sealed class WithdrawnLetterPage(Db db, CurrentPerson person, Areas areas) : PageModel, ILoads
{
    private const string Last =
        """
        select p.first_name, w.withdrawn_on
        from consent_person p
        join consent_withdrawal w on w.person_id = p.id
        where p.id = @Id
        and p.withdrawn_at is not null
        order by w.place desc
        limit 1
        """;

    public Letter Row { get; private set; } = null!;

    public string Reference => person.Reference;

    public PublicArea.Contact Contact => areas[person.Area].Section<PublicArea>("public").Contacts.Enquiries;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Letter>(Last, new { person.Id }, cancellationToken) is not { } row) return false;
        Row = row;
        return true;
    }

    public sealed record Letter(string FirstName, DateOnly WithdrawnOn);
}
