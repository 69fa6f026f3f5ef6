namespace Dsr.Referrals;

/// <summary>What was done by accepting, and what follows from the rating.</summary>
[Needs("referrals.triage", Roles.Team)]
internal sealed class ReferralAcceptedPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    public Referral Referral { get; private set; } = null!;

    public string OwnerName { get; private set; } = "";

    public DateOnly? UpdateDueOn { get; private set; }

    public IReadOnlyList<string> Follows { get; private set; } = [];

    public bool MayHaveKeyworking => KeyworkingRules.IsOfAge(Referral.BornOn, clock.Today(), areas[Referral.Area]);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { State: "accepted" } referral) return false;
        if (await db.FirstAsync<Row>("select owner_name, update_due_on, rating from referrals_person where id = @PersonId and state = 'active'", new { referral.PersonId }, cancellationToken) is not { } row) return false;
        Referral = referral;
        (OwnerName, UpdateDueOn) = (row.OwnerName ?? "Nobody", row.UpdateDueOn ?? clock.Today());
        Follows = [.. areas[referral.Area].Section<RatingScheme>("rating").Follows(row.Rating, Anniversary.Age(referral.BornOn!.Value, clock.Today()))];
        await audit.ReadAsync("referrals.accepted", [referral.PersonId]);
        return true;
    }

    private sealed record Row(string? OwnerName, DateOnly? UpdateDueOn, string? Rating);
}
