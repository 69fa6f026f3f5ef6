namespace Dsr.Referrals;

/// <summary>Who stands around the person (domain 4.3, part 5).</summary>
internal static class ContactKind
{
    public static readonly IReadOnlyList<(string Key, string Words)> All =
    [
        ("family", "Family member or friend"),
        ("carer", "Carer"),
        ("parental-responsibility", "Has parental responsibility"),
        ("attorney", "Attorney for health and welfare"),
        ("deputy", "Deputy for health and welfare"),
        ("advocate", "Advocate"),
        ("keyworker", "Keyworker"),
        ("professional", "Professional"),
    ];

    public static string Words(string kind) => All.First(known => known.Key == kind).Words;

    /// <summary>Who decides for somebody by a document says that it was seen, or that it was not.</summary>
    public static bool NeedsDocument(string kind) => kind is "attorney" or "deputy";
}

/// <summary>One member of the network.</summary>
internal sealed record Contact(Guid Id, string Kind, string Name, string Relationship, string Organisation, string Phone, string Email, string? Document, DateOnly? DocumentOn, string Note, int Version)
{
    private const string Select =
        """
        select id, kind, name, relationship, organisation, phone, email, document, document_on, note, version
        from referrals_contact
        where person_id = @personId
        and ended_at is null

        """;

    public string KindWords => ContactKind.Words(Kind);

    public string InOneLine => string.Join(", ", new[] { Name, Relationship, Organisation, Phone, Email, Note }.Where(words => words.Length > 0));

    public static Task<IReadOnlyList<Contact>> OfAsync(Db db, Guid personId, CancellationToken cancellationToken) => db.QueryAsync<Contact>(Select + "order by kind, name, id limit 100", new { personId }, cancellationToken);

    public static Task<Contact?> FindAsync(Db db, Guid personId, Guid id, CancellationToken cancellationToken) => db.FirstAsync<Contact>(Select + "and id = @id", new { personId, id }, cancellationToken);
}
