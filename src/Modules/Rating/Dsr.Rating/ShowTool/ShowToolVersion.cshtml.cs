namespace Dsr.Rating;

/// <summary>One version of a tool, as it is asked; a draft with the ways to change it.</summary>
[Needs("tools.version", Roles.Administrator + "," + Roles.TeamLead)]
internal sealed class ShowToolVersionPage(ToolVersions versions, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public string Register { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Tool { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Number { get; set; } = "";

    public ToolVersion Shown { get; private set; } = null!;

    public bool IsCurrent { get; private set; }

    public bool MayChange => viewer.Role == Roles.Administrator && Shown.IsDraft;

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await versions.OfAsync(Register, Tool, cancellationToken) is not { } all || all.FirstOrDefault(version => version.Number == Number) is not { } found) return false;
        (Shown, IsCurrent) = (found, versions.Current(all) == found);
        return true;
    }
}
