namespace Dsr.Referrals;

/// <summary>A referral as its sender sees it, read only. Without authority in force only its steps are shown: consent withdrawn takes the rest from sight at once.</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class ReferralViewPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    public Referral Sent { get; private set; } = null!;

    public bool MaySee => Sent.MaySee(viewer, clock.Today());

    public IReadOnlyList<PassedReferral> Passed { get; private set; } = [];

    public string RegisterName(string area) => areas[area].RegisterName;

    public string? EntryReference { get; private set; }

    public IReadOnlyList<ReferralCard> Cards { get; private set; } = [];

    public IReadOnlyList<ReferralMessage> Messages { get; private set; } = [];

    public IReadOnlyList<ReferralClockLine> Clocks { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var sent = await SentReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken);
        if (sent is null) return false;
        Sent = sent;
        var messages = await ReferralMessages.ListAsync(db, sent.Id, cancellationToken);
        if (sent.MayTalk) Messages = messages;
        Passed = await PassedReferral.OfAsync(db, sent.Id, cancellationToken);
        if (sent.State == "submitted") Clocks = areas[sent.Area].Section<ReferralsArea>("referrals").Clocks.Lines(sent, messages.Pauses(sent), clock.GetUtcNow());
        if (!MaySee) return true;

        var today = clock.Today();
        var owner = sent.OwnerId is { } ownerId ? (await Owners.FindAsync(db, ownerId, sent.Area, today, cancellationToken))?.Signature : null;
        Cards = ReferralContent.Cards(sent, await Drafts.AnswersAsync(db, sent.Id, cancellationToken), areas[sent.Area], owner, today);
        EntryReference = await db.FirstAsync<string>(
            """
            select p.reference
            from referrals_referral as r
            join referrals_person as p on p.id = coalesce(r.joined_to, r.person_id)
            where r.id = @Id
            and p.state = 'active'
            """, new { sent.Id }, cancellationToken);
        await audit.ReadAsync("referrals.view", [sent.PersonId]);
        return true;
    }
}
