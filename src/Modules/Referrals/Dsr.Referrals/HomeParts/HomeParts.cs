namespace Dsr.Referrals;

/// <summary>"Needs attention today": red with no update for a fortnight. Decisions that have ended are among Consent's tasks, with the day by which they are settled.</summary>
internal sealed class AttentionPart(Db db, Viewer viewer, AuditTrail audit, TimeProvider clock) : IHomePart
{
    private const int RedWithoutUpdateDays = 14;
    private const int Most = 10;

    public int Order => 10;

    public string Roles => Shared.Roles.Team;

    public string View => "/Referrals/HomeParts/Attention.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<Row>(
            """
            select id, reference, first_name, last_name, last_update_on as since
            from referrals_person
            where area = @Area
            and state = 'active'
            and rating_urgency = 1
            and last_update_on <= @stale
            and withdrawn_at is null
            order by rating_urgency, update_due_on, id
            limit @Most
            """, new { viewer.Area, stale = clock.Today().AddDays(-RedWithoutUpdateDays), Most }, cancellationToken);
        await audit.ReadAsync("home", rows.Select(row => row.Id));
        return rows.Count == 0 ? null : new Model(rows);
    }

    internal sealed record Model(IReadOnlyList<Row> Stale);

    internal sealed record Row(Guid Id, string Reference, string FirstName, string LastName, DateOnly Since);
}

/// <summary>Counts of what waits, exact to 1,000.</summary>
internal sealed class CountsPart(Db db, Viewer viewer, TimeProvider clock) : IHomePart
{
    public int Order => 20;

    public string Roles => Shared.Roles.Team;

    public string View => "/Referrals/HomeParts/Counts.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
        => await db.FirstAsync<Model>(
            """
            select
              (select count(*) from (select 1 from referrals_inbox where area = @Area and read_at is null limit 1001) as unread) as unread,
              (
                select count(*)
                from (
                  select 1
                  from referrals_person
                  where area = @Area
                  and state = 'active'
                  and coalesce(authority_ends_on, '') >= @today
                  and coalesce(authority_ends_on, '') <= @ending
                  and withdrawn_at is null
                  limit 1001
                ) as ending
              ) as ending
            """, new { viewer.Area, today = clock.Today(), ending = clock.Today().AddDays(Standing.EndingDays) }, cancellationToken);

    internal sealed record Model(int Unread, int Ending)
    {
        public static string Words(int count) => count > PeopleList.CountedTo ? $"More than {Dsr.Ui.Words.Number(PeopleList.CountedTo)}" : Dsr.Ui.Words.Number(count);
    }
}

/// <summary>A professional's people, on their home.</summary>
internal sealed class YourPeoplePart(PeopleList people) : IHomePart
{
    public int Order => 30;

    public string Roles => Shared.Roles.Professional;

    public string View => "/Referrals/HomeParts/YourPeople.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken) => await people.LoadAsync(new(), "home", cancellationToken);
}

/// <summary>Records that somebody is asked to look after.</summary>
internal sealed class HandoversPart(Db db, Viewer viewer, AuditTrail audit, TimeProvider clock) : IHomePart
{
    private const string Asked =
        """
        select h.id, h.person_id, p.first_name, p.last_name, h.from_signature, h.answer_by_on
        from referrals_handover as h
        join referrals_person as p on p.id = h.person_id
        where h.to_user = @UserId
        and h.state = 'asked'
        and p.state = 'active'
        and p.authority_ends_on >= @today
        and p.withdrawn_at is null
        and not exists (
          select 1
          from referrals_shut_out as s
          where s.person_id = p.id
          and s.organisation_id = @OrganisationId
        )
        order by h.answer_by_on, h.id
        limit 20
        """;

    public int Order => 5;

    public string Roles => Shared.Roles.Clinical;

    public string View => "/Referrals/HomeParts/Handovers.cshtml";

    public async Task<object?> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<Row>(Asked, new { viewer.UserId, viewer.OrganisationId, today = clock.Today() }, cancellationToken);
        if (rows.Count == 0) return null;
        await audit.ReadAsync("home", rows.Select(row => row.PersonId));
        return new Model(rows);
    }

    internal sealed record Model(IReadOnlyList<Row> Rows);

    internal sealed record Row(Guid Id, Guid PersonId, string FirstName, string LastName, string FromSignature, DateOnly AnswerByOn);
}
