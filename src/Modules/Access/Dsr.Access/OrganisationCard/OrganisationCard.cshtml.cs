namespace Dsr.Access;

/// <summary>One organisation, its agreement and what was done to it.</summary>
[Needs("organisations.read", Roles.Administrator)]
internal sealed class OrganisationCardPage(Db db, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public OrganisationRow Shown { get; private set; } = null!;

    public int Users { get; private set; }

    public IReadOnlyList<History.Row> Past { get; private set; } = [];

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await OrganisationRow.FindAsync(db, viewer, Id, cancellationToken) is not { } row) return false;
        Shown = row;
        Users = await db.FirstAsync<int>("select count(*) from access_user where organisation_id = @Id and state = 'active'", new { Id }, cancellationToken);
        Past = await History.OfAsync(db, Id, cancellationToken);
        return true;
    }
}
