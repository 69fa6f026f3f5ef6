namespace Dsr.Referrals;

/// <summary>Keyworking ends at the birthday on which somebody is too old (domain 1.9): in the area's days before, the DSR team gets a task with the date and the owner a mail, once.</summary>
internal sealed class NoticeKeyworkingEnds(Db db, Areas areas, TimeProvider clock) : IRecurringJob
{
    private const string Ending =
        """
        select k.id, k.person_id, k.service, p.reference, p.born_on, u.name, u.email
        from referrals_keyworking as k
        join referrals_person as p on p.id = k.person_id
        left join referrals_user as u on u.user_id = p.owner_id and u.active = 1 and exists (select 1 from referrals_open_link as l where l.person_id = p.id and l.user_id = u.user_id)
        where k.area = @Key
        and k.state in ('referred', 'accepted', 'waiting', 'allocated')
        and k.warned_at is null
        and p.born_on <= @bornBy
        and p.state = 'active'
        and p.authority_ends_on >= @today
        and p.withdrawn_at is null
        order by p.born_on, k.id
        limit 200
        """;

    public string Name => "notice-keyworking-ends";

    public string What => "Tells the DSR team and the owner of keyworking that ends at a birthday soon.";

    public Schedule When => Schedule.Daily(6, 35);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (told, today) = (0, clock.Today());
        foreach (var area in areas.All)
        {
            // a day more than needed, because of 29 February
            var bornBy = KeyworkingRules.TooOldBornOn(today.AddDays(KeyworkingRules.LeadDays(area)), area).AddDays(2);
            await db.WriteAsync(async work =>
            {
                foreach (var row in (await work.QueryAsync<Row>(Ending, new { area.Key, bornBy, today })).Where(row => KeyworkingRules.EndsSoon(row.BornOn, today, area)))
                {
                    var lastDay = Words.Date(KeyworkingRules.LastDay(row.BornOn, area));
                    await work.ExecuteAsync("update referrals_keyworking set warned_at = @Now where id = @Id", new { work.Now, row.Id });
                    await Inbox.AddAsync(work, area.Key, row.PersonId, null, "keyworking", "", $"{row.Service} ends on {lastDay}: plan what comes after");
                    await Timeline.AddAsync(work, row.PersonId, "keyworking", "", row.Id, $"{row.Service} ends soon", $"On {lastDay}, the day before they are too old for it. Plan what comes after.");
                    if (row.Email is { } email)
                        await work.MailAsync(new Mail($"keyworking {row.Id} ends", email, "keyworking-ends", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = row.Name!, ["path"] = Links.Person.Page(row.Reference, "keyworking") }, row.PersonId));
                    told++;
                }
            }, cancellationToken);
        }
        return told;
    }

    private sealed record Row(Guid Id, Guid PersonId, string Service, string Reference, DateOnly BornOn, string? Name, string? Email);
}
