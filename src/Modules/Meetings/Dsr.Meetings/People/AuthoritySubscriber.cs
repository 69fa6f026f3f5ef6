using Dsr.Consent.Contracts;

namespace Dsr.Meetings;

/// <summary>Authority decides who may be on an agenda. It can be recorded before the person is on the register, so it stands beside the copy of people.</summary>
internal sealed class AuthoritySubscriber(Db db) : INotificationHandler<AuthorityRecorded>, INotificationHandler<AuthorityRenewed>, INotificationHandler<ConsentWithdrawn>
{
    private const string Record =
        """
        insert into meetings_authority (person_id, kind, ends_on, withdrawn_at)
        values (@PersonId, @Kind, @EndsOn, null)
        on conflict (person_id) do update set kind = excluded.kind, ends_on = excluded.ends_on, withdrawn_at = null
        """;

    private const string Withdraw =
        """
        update meetings_authority
        set withdrawn_at = @WithdrawnAt
        where person_id = @PersonId
        """;

    private const string OpenItems =
        """
        select i.id
        from meetings_agenda_item i
        join meetings_meeting m on m.id = i.meeting_id
        where i.person_id = @PersonId and m.state <> 'finalised'
        """;

    public Task Handle(AuthorityRecorded notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(Record, new { notification.PersonId, notification.Kind, notification.EndsOn });

    public Task Handle(AuthorityRenewed notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(Record, new { notification.PersonId, notification.Kind, notification.EndsOn });

    /// <summary>The person leaves every agenda that is not finalised, with what was noted there, in the same commit.</summary>
    public async Task Handle(ConsentWithdrawn notification, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync(Withdraw, new { notification.PersonId, notification.WithdrawnAt });
        foreach (var item in await db.Work.QueryAsync<Guid>(OpenItems, new { notification.PersonId }))
        {
            await db.Work.ExecuteAsync("delete from meetings_outcome_action where item_id = @item", new { item });
            await db.Work.ExecuteAsync("delete from meetings_outcome where item_id = @item", new { item });
            await db.Work.ExecuteAsync("delete from meetings_agenda_item where id = @item", new { item });
        }
    }
}
