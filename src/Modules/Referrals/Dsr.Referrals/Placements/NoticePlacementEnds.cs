namespace Dsr.Referrals;

/// <summary>A residential school or college that ends within the area's months: the DSR team gets a task and the owner a mail, once, so that what comes after is planned before (domain 6.3).</summary>
internal sealed class NoticePlacementEnds(Db db, Areas areas, TimeProvider clock) : IRecurringJob
{
    private const string Ending =
        """
        select t.id, t.person_id, t.ends_on, p.reference, u.user_id, u.name, u.email
        from referrals_placement as t
        join referrals_person as p on p.id = t.person_id
        left join referrals_user as u on u.user_id = p.owner_id and u.active = 1 and exists (select 1 from referrals_open_link as l where l.person_id = p.id and l.user_id = u.user_id)
        where t.left_on is null
        and t.alerted_at is null
        and t.ends_on <= @until
        and t.kind in ('residential-38', 'residential-52')
        and p.area = @Key
        and p.state = 'active'
        and p.authority_ends_on >= @today
        and p.withdrawn_at is null
        order by t.ends_on, t.id
        limit 200
        """;

    public string Name => "notice-placement-ends";

    public string What => "Tells the DSR team and the owner of residential schools and colleges that end soon.";

    public Schedule When => Schedule.Daily(6, 30);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (told, today) = (0, clock.Today());
        foreach (var area in areas.All)
        {
            var until = today.AddMonths(area.Section<ReferralsArea>("referrals").ResidentialAlertMonths);
            await db.WriteAsync(async work =>
            {
                foreach (var row in await work.QueryAsync<Row>(Ending, new { area.Key, until, today }))
                {
                    await work.ExecuteAsync("update referrals_placement set alerted_at = @Now where id = @Id", new { work.Now, row.Id });
                    await Inbox.AddAsync(work, area.Key, row.PersonId, null, "placement", "", $"A residential placement ends on {Words.Date(row.EndsOn)}");
                    await Timeline.AddAsync(work, row.PersonId, "details", "", row.Id, "A residential placement ends soon", $"On {Words.Date(row.EndsOn)}. Plan what comes after.");
                    if (row.Email is { } email)
                        await work.MailAsync(new Mail($"placement {row.Id}", email, "placement-ends", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = row.Name!, ["path"] = Links.Person.Page(row.Reference, "placements") }, row.PersonId));
                    told++;
                }
            }, cancellationToken);
        }
        return told;
    }

    private sealed record Row(Guid Id, Guid PersonId, DateOnly EndsOn, string Reference, Guid? UserId, string? Name, string? Email);
}
