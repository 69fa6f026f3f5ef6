namespace Dsr.Consent;

/// <summary>
/// Tells the owner that an authority is about to end: 60, 30, 14 and 7 days before and on its last day, then the DSR team too (domain 5.4).
/// A stage is mailed once for a decision; after a standstill only the latest stage is.
/// </summary>
internal sealed class RemindConsentRenewal(Db db, Areas areas, TimeProvider clock) : IRecurringJob
{
    private const int Batch = 200;

    private const string Ending =
        """
        select p.id, p.decision_id, p.reference, p.area, p.ends_on, u.name as owner_name, u.email as owner_email
        from consent_person p
        left join consent_user u on u.id = p.owner_id and u.active = 1
          and not exists (
            select 1
            from consent_shut_out s
            where s.person_id = p.id
            and s.organisation_id = u.organisation_id
          )
        where p.state = 'active'
        and p.closed = 0
        and p.withdrawn_at is null
        and p.decision_id is not null
        and p.area = @area
        and p.ends_on >= @from
        and p.ends_on <= @to
        and (p.ends_on > @afterEnds or (p.ends_on = @afterEnds and p.id > @afterId))
        order by p.ends_on, p.id
        limit @Batch
        """;

    private const string Leads =
        """
        select id, name, email
        from consent_user
        where area = @area
        and role = 'team-lead'
        and active = 1
        """;

    public string Name => "remind-consent-renewal";

    public string What => "Reminds owners, and at the end the DSR team, that a consent or best interests decision is about to end";

    public Schedule When => Schedule.Daily(6);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        foreach (var area in areas.All)
        {
            var (rules, today) = (area.Section<ConsentArea>("consent"), clock.Today());
            if (rules.Reminders.Count == 0) continue;
            var (from, to) = (today.AddDays(-rules.GraceDays), today.AddDays(rules.Reminders.Max(stage => stage.DaysBefore)));
            var leads = await db.QueryAsync<Lead>(Leads, new { area = area.Key }, cancellationToken);
            var (afterEnds, afterId) = (from.AddDays(-1), Guid.Empty);
            while (true)
            {
                var rows = await db.QueryAsync<Row>(Ending, new { area = area.Key, from, to, afterEnds, afterId, Batch }, cancellationToken);
                if (rows.Count == 0) break;
                (afterEnds, afterId) = (rows[^1].EndsOn, rows[^1].Id);
                await db.WriteAsync(async work =>
                {
                    foreach (var row in rows) sent += await RemindAsync(work, row, rules, leads, today);
                }, cancellationToken);
            }
        }
        return sent;
    }

    private static async Task<int> RemindAsync(Work work, Row row, ConsentArea rules, IReadOnlyList<Lead> leads, DateOnly today)
    {
        if (AuthorityPeriod.StageDue(row.EndsOn, today, rules) is not { } stage) return 0;

        var (sent, key) = (0, $"consent/{row.DecisionId:N}/{stage.DaysBefore}");
        var owned = row.OwnerEmail is not null;
        if (owned && stage.To.Contains(ConsentArea.Recipient.Owner) && await work.MailAsync(About(row, key, row.OwnerName!, row.OwnerEmail!, today))) sent++;

        // nobody keeps the entry, or who does may not be told any more: the team hears every stage
        if (!owned || stage.To.Contains(ConsentArea.Recipient.Team))
            foreach (var lead in leads)
                if (await work.MailAsync(About(row, $"{key}/{lead.Id:N}", lead.Name, lead.Email, today)))
                    sent++;
        return sent;
    }

    private static Mail About(Row row, string key, string name, string address, DateOnly today)
        => new(key, address, "consent-renewal", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["when"] = row.EndsOn < today ? $"ended on {Words.Date(row.EndsOn)}" : $"ends on {Words.Date(row.EndsOn)}",
            ["path"] = Links.Person.Page(row.Reference, "authority"),
        }, row.Id);

    private sealed record Row(Guid Id, Guid DecisionId, string Reference, string Area, DateOnly EndsOn, string? OwnerName, string? OwnerEmail);

    private sealed record Lead(Guid Id, string Name, string Email);
}
