using Microsoft.AspNetCore.Http;

namespace Dsr.Rating;

/// <summary>A page that changes a draft of a tool: its address, the draft as it stands, and the version that the form carries.</summary>
internal abstract class ToolDraftPage(ToolVersions versions) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public string Register { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Tool { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Number { get; set; } = "";

    [BindProperty]
    public int Version { get; set; }

    public ToolVersion Draft { get; private set; } = null!;

    protected ToolVersions Versions => versions;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await versions.FindAsync(Register, Tool, Number, cancellationToken) is not { IsDraft: true } draft) return false;
        Draft = draft;
        if (!await ShowAsync(!HttpMethods.IsPost(Request.Method), cancellationToken)) return false;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = draft.Version;
        return true;
    }

    /// <summary>What else the page shows; fills the form when it is asked for <paramref name="first"/>. False where there is no such page.</summary>
    protected abstract Task<bool> ShowAsync(bool first, CancellationToken cancellationToken);

    /// <summary>The draft inside the write; it may be gone or live by now.</summary>
    protected async Task<ToolVersion> AgainAsync(CancellationToken cancellationToken)
        => await versions.FindAsync(Register, Tool, Number, cancellationToken) ?? throw new LostRaceException();
}
