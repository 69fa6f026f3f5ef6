namespace Dsr.Referrals;

/// <summary>Where the person lives and lived; a residential school or college with the day on which it ends.</summary>
[Needs("people.read", Roles.Clinical, ReadOnly = true)]
internal sealed class PlacementsPage(Db db, CurrentPerson person, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    public string Reference => person.Reference;

    public bool IsClosed => person.IsClosed;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>A placement that ends by this day needs a plan for what comes after.</summary>
    public DateOnly AlertUntil => clock.Today().AddMonths(areas[person.Area].Section<ReferralsArea>("referrals").ResidentialAlertMonths);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Rows = await db.QueryAsync<Row>(
            """
            select id, kind, place, local_authority, from_on, ends_on, left_on, note
            from referrals_placement
            where person_id = @Id
            order by from_on desc, id desc
            limit 100
            """, new { person.Id }, cancellationToken);
        return true;
    }

    internal sealed record Row(Guid Id, string Kind, string Place, string? LocalAuthority, DateOnly FromOn, DateOnly? EndsOn, DateOnly? LeftOn, string Note);
}
