namespace Dsr.Rating;

/// <summary>The versions of one tool of an area.</summary>
[Needs("tools.read", Roles.Administrator + "," + Roles.TeamLead)]
internal sealed class ShowToolPage(ToolVersions versions, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public string Register { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Tool { get; set; } = "";

    public IReadOnlyList<ToolVersion> Versions { get; private set; } = [];

    public ToolVersion Current { get; private set; } = null!;

    public bool MayChange => viewer.Role == Roles.Administrator;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await versions.OfAsync(Register, Tool, cancellationToken) is not { } found) return false;
        (Versions, Current) = (found, versions.Current(found));
        return true;
    }
}
