namespace Dsr.Meetings;

/// <summary>Reminds the owner of an action: the day before it is due, and 1 and 7 days after. Once per action, date and stage.</summary>
internal sealed class RemindActions(Db db, TimeProvider clock) : IRecurringJob
{
    private const string Due =
        """
        select x.id, x.person_id, x.owner_id, x.due_on
        from meetings_action x
        join meetings_person p on p.id = x.person_id and p.state = 'active'
        join meetings_authority a on a.person_id = x.person_id and a.ends_on >= @today and a.withdrawn_at is null
        where x.state = 'to-do' and x.owner_id is not null and x.due_on >= @from and x.due_on <= @tomorrow
        order by x.due_on, x.id
        """;

    public string Name => "remind-actions";

    public string What => "Reminds the owners of actions, the day before they are due and 1 and 7 days after.";

    public Schedule When => Schedule.Daily(6, 30);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var sent = 0;
        foreach (var action in await db.QueryAsync<Row>(Due, new { today, from = today.AddDays(-35), tomorrow = today.AddDays(1) }, cancellationToken))
        {
            if (Stage(action.DueOn, today) is not { } stage) continue;
            await db.WriteAsync(async work =>
            {
                if (await ActionMail.SendAsync(work, $"{stage.Template} {action.Id} {Sql.Text(action.DueOn)} {stage.Days}", stage.Template, action.PersonId, action.OwnerId, action.DueOn)) sent++;
            }, cancellationToken);
        }
        return sent;
    }

    // after a pause only the latest stage is sent
    private static (string Template, int Days)? Stage(DateOnly dueOn, DateOnly today) => (today.DayNumber - dueOn.DayNumber) switch
    {
        -1 => ("action-due", -1),
        >= 7 => ("action-late", 7),
        >= 1 => ("action-late", 1),
        _ => null,
    };

    private sealed record Row(Guid Id, Guid PersonId, Guid? OwnerId, DateOnly DueOn);
}
