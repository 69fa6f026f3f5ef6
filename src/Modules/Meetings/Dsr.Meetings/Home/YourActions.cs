namespace Dsr.Meetings;

/// <summary>The open actions of whoever is asking, late ones first; only about people they may see.</summary>
internal sealed class YourActions(Db db, Viewer viewer, TimeProvider clock, AuditTrail audit) : IHomePart
{
    private const string Mine =
        """
        select x.id, x.person_id, p.reference, p.first_name, p.last_name, x.what, x.due_on
        from meetings_action x
        join meetings_person p on p.id = x.person_id and p.state = 'active' and p.area = @area
        join meetings_authority a on a.person_id = p.id and a.ends_on >= @today and a.withdrawn_at is null
        where x.owner_id = @user and x.state = 'to-do'
          and (@team = 1 or exists (
            select 1
            from meetings_open_link l
            where l.person_id = p.id and (l.user_id = @user or (l.user_id is null and l.organisation_id = @organisation))
              and l.from_on <= @today and (l.ends_on is null or l.ends_on >= @today)))
        order by x.due_on, x.id
        limit 25
        """;

    public int Order => 30;

    public string Roles => Dsr.Shared.Roles.Clinical;

    public string View => "/Meetings/Home/YourActions.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<Row>(Mine, new
        {
            area = viewer.Area, user = viewer.UserId, organisation = viewer.OrganisationId, team = viewer.IsTeam, today = clock.Today(),
        }, cancellationToken);
        await audit.ReadAsync("home.actions", rows.Select(row => row.PersonId).Distinct());
        return new Model(rows, clock.Today());
    }

    internal sealed record Model(IReadOnlyList<Row> Rows, DateOnly Today);

    internal sealed record Row(Guid Id, Guid PersonId, string Reference, string FirstName, string LastName, string What, DateOnly DueOn);
}
