namespace Dsr.Referrals;

/// <summary>The letter about a decided referral, for the team to print.</summary>
[Needs("referrals.triage", Roles.Team)]
internal sealed class TriageLetterPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    public ReferralLetter Letter { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return false;
        if (await ReferralLetter.MakeAsync(db, areas, referral, Links.Triage(referral.Reference) + "/letter", Request.Query["to"] == "carer", clock.Today(), cancellationToken) is not { } letter) return false;
        Letter = letter;
        await audit.ReadAsync("referrals.letter", [referral.PersonId]);
        return true;
    }
}
