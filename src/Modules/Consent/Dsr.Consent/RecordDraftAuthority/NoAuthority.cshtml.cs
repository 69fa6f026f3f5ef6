namespace Dsr.Consent;

/// <summary>No authority yet: what to do next, which is not to refer without it.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class NoAuthorityPage(OpenDecision open) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public DecisionFacts Facts { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts) return false;
        Facts = facts;
        return true;
    }
}
