namespace Dsr.Rating;

/// <summary>Whom a draft would affect, before it goes live. The team's lead sees who they are, an administrator how many.</summary>
[Needs("tools.effect", Roles.Administrator + "," + Roles.TeamLead)]
internal sealed class ToolEffectPage(ToolVersions versions, ToolEffects effects, Viewer viewer) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public string Register { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Tool { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Number { get; set; } = "";

    public ToolVersion Draft { get; private set; } = null!;

    public EffectShown Shown { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await versions.OfAsync(Register, Tool, cancellationToken) is not { } all || all.FirstOrDefault(version => version.Number == Number) is not { IsDraft: true } draft) return false;
        Draft = draft;
        Shown = await EffectShown.OfAsync(draft, versions.Current(all), effects, viewer, cancellationToken);
        return true;
    }
}

/// <summary>What a draft changes, what stands against it, and whom it affects.</summary>
internal sealed record EffectShown(ToolVersion Draft, ToolVersion Current, IReadOnlyList<string> Changes, IReadOnlyList<string> Faults, Effect Effect, bool NamesPeople)
{
    public static async Task<EffectShown> OfAsync(ToolVersion draft, ToolVersion current, ToolEffects effects, Viewer viewer, CancellationToken cancellationToken)
    {
        var faults = draft.Tool.Faults().Distinct(StringComparer.Ordinal).ToList();
        // a tool that cannot work is not worked out on anybody
        var effect = faults.Count == 0 ? await effects.OfAsync(draft, cancellationToken) : new Effect(0, false, [], 0, 0, []);
        return new(draft, current, [.. ToolDifferences.Between(current.Tool, draft.Tool)], faults, effect, viewer.IsTeam);
    }
}
