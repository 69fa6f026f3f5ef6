namespace Dsr.Referrals;

/// <summary>Everything that the entry holds of the person, to read.</summary>
[Needs("people.read", Roles.Clinical, ReadOnly = true)]
internal sealed class DetailsPage(Entry entry, CurrentPerson person, Viewer viewer) : PageModel, ILoads
{
    public Entry.Row Person { get; private set; } = null!;

    public string Reference => person.Reference;

    public bool IsClosed => person.IsClosed;

    public bool IsTeam => viewer.IsTeam;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { } row) return false;
        Person = row;
        return true;
    }
}
