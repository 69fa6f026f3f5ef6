namespace Dsr.Referrals;

/// <summary>The letter about a decided referral, for whoever sent it to give to the person; only while they may see the person.</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class SentLetterPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    public ReferralLetter Letter { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await SentReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } sent || !sent.MaySee(viewer, clock.Today())) return false;
        if (await ReferralLetter.MakeAsync(db, areas, sent, Links.Referral(sent.Reference) + "/letter", Request.Query["to"] == "carer", clock.Today(), cancellationToken) is not { } letter) return false;
        Letter = letter;
        await audit.ReadAsync("referrals.letter", [sent.PersonId]);
        return true;
    }
}
