namespace Dsr.Referrals;

/// <summary>First of all on the team's home: referrals that say that someone may be in danger now, and one that is held back and says so.</summary>
internal sealed class CrisisPart(Db db, Viewer viewer, AuditTrail audit) : IHomePart
{
    private const int Most = 10;

    public int Order => 5;

    public string Roles => Shared.Roles.Team;

    public string View => "/Referrals/SelfReferral/_Crisis.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
    {
        var waiting = await db.QueryAsync<Referral>(
            Referral.Select +
            """
            where r.area = @Area
            and r.state = 'submitted'
            and r.in_crisis = 1
            order by r.submitted_at, r.id
            limit @Most
            """, new { viewer.Area, Most }, cancellationToken);
        var held = await HeldBack.OfAsync(db, viewer.Area, cancellationToken) is { InCrisis: true };
        await audit.ReadAsync("home.crisis", waiting.Select(referral => referral.PersonId));
        return waiting.Count == 0 && !held ? null : new Model(waiting, held);
    }

    internal sealed record Model(IReadOnlyList<Referral> Waiting, bool Held);
}
