namespace Dsr.Referrals;

/// <summary>A referral as the DSR team judges it (8.3): the checks, what it says, the decision.</summary>
[Needs("referrals.triage", Roles.Team)]
internal sealed class TriagePage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    public Referral Referral { get; private set; } = null!;

    public IReadOnlyList<PossibleMatch> Matches { get; private set; } = [];

    public IReadOnlyList<ReferralCard> Cards { get; private set; } = [];

    public string? Owner { get; private set; }

    /// <summary>What somebody sent without an account; null for a professional's.</summary>
    public SelfForTeam? Self { get; private set; }

    public DateOnly Today => clock.Today();

    public bool AuthorityInForce => Referral.AuthorityInForce(Today);

    public int CriteriaMet { get; private set; }

    public int CriteriaNeeded => areas[Referral.Area].Section<ReferralsArea>("referrals").Criteria.Needed;

    public IReadOnlyList<ReferralMessage> Messages { get; private set; } = [];

    public IReadOnlyList<ReferralClockLine> Clocks { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return false;
        Referral = referral;
        Matches = await TriageReferral.MatchesAsync(db, referral, cancellationToken);
        Messages = await ReferralMessages.ListAsync(db, referral.Id, cancellationToken);
        if (referral.State == "submitted") Clocks = areas[referral.Area].Section<ReferralsArea>("referrals").Clocks.Lines(referral, Messages.Pauses(), clock.GetUtcNow());
        var answers = await Drafts.AnswersAsync(db, referral.Id, cancellationToken);
        CriteriaMet = answers.TryGetValue(DraftCriteriaPage.Task, out var criteria) ? criteria.As<DraftCriteriaPage.Form>().Met.Count : 0;
        Owner = referral.OwnerId is { } ownerId ? (await Owners.FindAsync(db, ownerId, referral.Area, Today, cancellationToken))?.Signature : null;
        Self = SelfForTeam.Of(answers, areas[referral.Area], Today);
        Cards = ReferralContent.Cards(referral, answers, areas[referral.Area], Owner, Today);
        await audit.ReadAsync("referrals.triage", [referral.PersonId, .. Matches.Select(match => match.Id)]);
        return true;
    }
}
