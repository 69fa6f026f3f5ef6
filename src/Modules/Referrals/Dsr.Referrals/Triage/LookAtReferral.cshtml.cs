namespace Dsr.Referrals;

/// <summary>A member of the team begins to look at a referral, or takes over from another who does.</summary>
[Needs("referrals.decide", Roles.Team)]
internal sealed class LookAtReferralPage(Db db, Viewer viewer) : PageModel
{
    public IActionResult OnGet() => this.SeeOther(Links.Triage(this.RouteReference()));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { State: "submitted" } referral) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await TriageLook.TakeAsync(work, referral, viewer);
            await work.AuditAsync("ReferralTaken", referral.Id, referral.PersonId);
            return Links.Triage(referral.Reference);
        }, cancellationToken);
        return this.Done("You are looking at this referral. Others of the team see that.", next);
    }
}
