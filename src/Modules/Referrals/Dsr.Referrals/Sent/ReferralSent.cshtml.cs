namespace Dsr.Referrals;

/// <summary>Referral sent (8.1 step 7): the reference, and what happens next with real dates.</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class ReferralSentPage(Db db, Viewer viewer, Areas areas) : PageModel, ILoads
{
    public Referral Sent { get; private set; } = null!;

    public ReferralClock Decision => areas[Sent.Area].Section<ReferralsArea>("referrals").Clocks.Decision;

    public IReadOnlyList<PublicArea.CrisisLine> CrisisLines => areas[Sent.Area].Section<PublicArea>("public").CrisisLines;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var sent = await SentReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken);
        if (sent is null) return false;
        Sent = sent;
        return true;
    }
}

/// <summary>A referral as its sender may open it: their own, once sent.</summary>
internal static class SentReferral
{
    public static Task<Referral?> FindAsync(Db db, Viewer viewer, string reference, CancellationToken cancellationToken)
        => db.FirstAsync<Referral>(
            Referral.Select +
            """
            where r.reference = @reference
            and r.started_by = @UserId
            and r.submitted_at is not null
            """, new { reference, viewer.UserId }, cancellationToken);
}
