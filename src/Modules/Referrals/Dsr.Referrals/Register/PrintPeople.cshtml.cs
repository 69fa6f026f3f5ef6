namespace Dsr.Referrals;

/// <summary>A list on one page, for paper: what the viewer may see of it, audited with everyone on it.</summary>
[Needs("people.print", Roles.Clinical)]
internal sealed class PrintPeoplePage(PeopleList people, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    public const int Most = 200;

    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    public IReadOnlyList<PeopleList.FullRow> People { get; private set; } = [];

    public string For => viewer.Signature;

    public DateOnly Today => clock.Today();

    public string Back => new ListAddress(viewer.IsTeam ? Links.Register : Links.MyPeople, SavedSearch.Read(Of)).Without(filters => filters);

    public static string Address(string query) => "/people-list/print" + (query.Length == 0 ? "" : "?of=" + Uri.EscapeDataString(query));

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        People = await people.AllAsync(SavedSearch.Read(Of), Most, "people.print", cancellationToken);
        return true;
    }
}
