namespace Dsr.Referrals;

/// <summary>The file that was asked for, until it goes.</summary>
[Needs("register.export", Roles.Team)]
internal sealed class ExportReadyPage(Db db, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public int People { get; private set; }

    public DateTimeOffset Until { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await PeopleFile.FindAsync(db, Id, viewer, clock.GetUtcNow(), cancellationToken) is not { } file) return false;
        (People, Until) = (file.People, file.Until);
        return true;
    }
}
