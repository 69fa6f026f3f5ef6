namespace Dsr.Referrals;

/// <summary>Family, carers, who has parental responsibility or decides by a document, advocate and professionals.</summary>
[Needs("people.read", Roles.Clinical, ReadOnly = true)]
internal sealed class NetworkPage(Db db, Entry entry, CurrentPerson person) : PageModel, ILoads
{
    public string Reference => person.Reference;

    public bool IsClosed => person.IsClosed;

    public string CalledBy { get; private set; } = "";

    public IReadOnlyList<Contact> Contacts { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { } row) return false;
        CalledBy = row.CalledBy;
        Contacts = await Contact.OfAsync(db, person.Id, cancellationToken);
        return true;
    }
}
