namespace Dsr.Referrals;

/// <summary>Entries offered to this area, and those this area offered to another: what waits first.</summary>
[Needs("transfers.read", Roles.Team)]
internal sealed class ListTransfersPage(Db db, Viewer viewer, Areas areas, AuditTrail audit) : PageModel, ILoads
{
    // a move between registers is rare: the latest hundred are years
    private const string Latest =
        """
        select id, person_id, first_name, last_name, from_area, to_area, moves_on, state
        from (
          select t.id, t.person_id, p.first_name, p.last_name, t.from_area, t.to_area, t.moves_on, t.state, t.asked_at
          from referrals_transfer as t
          join referrals_person as p on p.id = t.person_id
          where t.to_area = @Area
          and t.state in ('asked', 'accepted')
          union all
          select t.id, t.person_id, p.first_name, p.last_name, t.from_area, t.to_area, t.moves_on, t.state, t.asked_at
          from referrals_transfer as t
          join referrals_person as p on p.id = t.person_id
          where t.from_area = @Area
          and t.state in ('asked', 'accepted', 'refused')
        ) as moves
        order by case state when 'asked' then 0 else 1 end, asked_at desc
        limit 100
        """;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string AreaName(string key) => areas.TryGet(key, out var area) ? area.Name : key;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Rows = await db.QueryAsync<Row>(Latest, new { viewer.Area }, cancellationToken);
        await audit.ReadAsync("requests.transfers", Rows.Select(row => row.PersonId).Distinct());
        return true;
    }

    internal sealed record Row(Guid Id, Guid PersonId, string FirstName, string LastName, string FromArea, string ToArea, DateOnly MovesOn, string State);
}

internal static class TransferWords
{
    public static (string Colour, string Words) Tag(string state) => state switch
    {
        "asked" => ("blue", "Waiting"),
        "accepted" => ("green", "Accepted"),
        "refused" => ("grey", "Not accepted"),
        _ => ("grey", "Withdrawn"),
    };
}
