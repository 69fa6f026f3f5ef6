namespace Dsr.Referrals;

/// <summary>A record on one page, for paper: the sections chosen first. The look is audited as printing.</summary>
[Needs("people.print.read", Roles.Clinical, ReadOnly = true)]
internal sealed class PrintRecordPage(Db db, Entry entry, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    public const int LastUpdates = 10;

    public static readonly IReadOnlyList<(string Key, string Words)> All = [("summary", "Summary"), ("network", "Network"), ("actions", "Open actions"), ("updates", "Last 10 updates")];

    [BindProperty(SupportsGet = true)]
    public List<string> Sections { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public bool Chosen { get; set; }

    public Entry.Row Person { get; private set; } = null!;

    public string Reference => person.Reference;

    public bool Ready => Sections.Exists(section => All.Any(known => known.Key == section));

    public string For => viewer.Signature;

    public DateTimeOffset Now => clock.GetUtcNow();

    public IReadOnlyList<Contact> Contacts { get; private set; } = [];

    public IReadOnlyList<OpenAction> Actions { get; private set; } = [];

    public IReadOnlyList<Update> Updates { get; private set; } = [];

    public bool Has(string section) => Sections.Contains(section);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { } row) return false;
        Person = row;
        if (Chosen && !Ready) ModelState.AddModelError(nameof(Sections), "Select at least one section");
        if (Has("network")) Contacts = await Contact.OfAsync(db, person.Id, cancellationToken);
        if (Has("actions")) Actions = await OpenAction.OfAsync(db, person.Id, cancellationToken);
        if (Has("updates"))
            Updates = await db.QueryAsync<Update>(
                """
                select happened_on, what, added_by_signature
                from referrals_update
                where person_id = @Id
                and error_at is null
                order by added_at desc, id desc
                limit 10
                """, new { person.Id }, cancellationToken);
        return true;
    }

    internal sealed record Update(DateOnly HappenedOn, string What, string AddedBySignature);
}
