namespace Dsr.Referrals;

/// <summary>
/// Reminds the owner that an update is due, and tells the team when none came (domain 1.10). Once per stage; a scheduler that stood still
/// catches up with the latest stage alone. Nobody whose authority is not in force is mentioned to anybody.
/// </summary>
internal sealed class RemindStaleUpdates(Db db, Areas areas, TimeProvider clock) : IRecurringJob
{
    private const int BatchSize = 200;

    private const string Due =
        """
        select p.id, p.reference, p.area, p.rating, p.rating_urgency, p.update_due_on, coalesce(d.name, u.name) as owner_name, coalesce(d.email, u.email) as owner_email
        from referrals_person as p
        left join referrals_user as u on u.user_id = p.owner_id and u.active = 1 and exists (select 1 from referrals_open_link as l where l.person_id = p.id and l.user_id = u.user_id)
        left join referrals_away as a on a.user_id = p.owner_id and a.from_on <= @today and a.until_on >= @today and a.ended_at is null
        left join referrals_user as d on d.user_id = a.delegate_id and d.active = 1 and exists (select 1 from referrals_open_link as l where l.person_id = p.id and l.user_id = d.user_id)
        where p.area = @Key
        and p.state = 'active'
        and p.rating_urgency = @urgency
        and p.update_due_on <= @today
        and (p.update_due_on, p.id) > (@afterDue, @afterId)
        and p.authority_ends_on >= @today
        and p.withdrawn_at is null
        order by p.update_due_on, p.id
        limit @BatchSize
        """;

    public string Name => "remind-stale-updates";

    public string What => "Reminds owners of updates that are due, and tells the DSR team of those that did not come.";

    public Schedule When => Schedule.Daily(6, 15);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var area in areas.All)
        {
            for (var urgency = 0; urgency <= 4; urgency++)
            {
                Row? last = null;
                do
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await db.WriteAsync(async work =>
                    {
                        var rows = await work.QueryAsync<Row>(Due, new
                        {
                            area.Key, urgency, today = clock.Today(), BatchSize,
                            afterDue = last is null ? "" : Sql.Text(last.UpdateDueOn), afterId = last?.Id ?? Guid.Empty,
                        });
                        foreach (var row in rows)
                            if (await RemindAsync(work, area, row))
                                done++;
                        last = rows.Count == BatchSize ? rows[^1] : null;
                    }, cancellationToken);
                }
                while (last is not null);
            }
        }
        return done;
    }

    private async Task<bool> RemindAsync(Work work, Area area, Row row)
    {
        var late = clock.Today().DayNumber - row.UpdateDueOn.DayNumber;
        var stages = area.Section<ReferralsArea>("referrals").StaleReminders.Of(row.Rating);
        // no manager is recorded: that stage reminds nobody, and the one before it stands
        if (stages.Where(stage => stage.DaysAfter <= late && Reaches(stage, row)).MaxBy(stage => stage.DaysAfter) is not { } stage) return false;

        var key = $"stale/{row.Id}/{Sql.Text(row.UpdateDueOn)}/{stage.DaysAfter}";
        if (await work.ExecuteAsync(
            """
            insert into referrals_reminder (reminder_key, person_id, at)
            values (@key, @Id, @Now)
            on conflict (reminder_key) do nothing
            """, new { key, row.Id, work.Now }) == 0) return false;

        if (stage.To == ReferralsArea.Recipient.Team)
        {
            await Inbox.AddAsync(work, row.Area, row.Id, null, "stale", "", "No update came");
            return true;
        }
        return await work.MailAsync(new Mail(key, row.OwnerEmail!, "update-due", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = row.OwnerName!,
            ["when"] = late == 0 ? "is due today" : $"was due on {Words.Date(row.UpdateDueOn)}",
            ["path"] = Links.Person.Page(row.Reference, "updates/add"),
        }, row.Id));
    }

    private static bool Reaches(ReferralsArea.Stage stage, Row row) => stage.To switch
    {
        ReferralsArea.Recipient.Team => true,
        ReferralsArea.Recipient.Owner => MailAddressRule.Allows(row.OwnerEmail),
        _ => false,
    };

    private sealed record Row(Guid Id, string Reference, string Area, string? Rating, int RatingUrgency, DateOnly UpdateDueOn, string? OwnerName, string? OwnerEmail);
}
