using Dsr.Meetings.Contracts;
using Dsr.Referrals.Contracts;

namespace Dsr.Meetings;

/// <summary>Who leaves the register leaves every agenda that is not finalised, and their open actions end, in the same commit; who moves to another area leaves the agendas of the first.</summary>
internal sealed class LeavingSubscriber(Db db) : INotificationHandler<ActionSettled>, INotificationHandler<PersonRemoved>, INotificationHandler<PersonDied>, INotificationHandler<PersonTransferred>
{
    private const string OpenItems =
        """
        select i.id
        from meetings_agenda_item i
        join meetings_meeting m on m.id = i.meeting_id
        where i.person_id = @personId and m.state <> 'finalised'
        """;

    private const string Close =
        """
        update meetings_action
        set state = 'cancelled', closed_on = @on, closed_at = @Now, closed_by_signature = @signature, closed_words = @words, version = version + 1
        where id = @id and state = 'to-do'
        """;

    public Task Handle(ActionSettled notification, CancellationToken cancellationToken)
        => CloseAsync(notification.ActionId, notification.PersonId, notification.Words, notification.SettledBySignature);

    public Task Handle(PersonRemoved notification, CancellationToken cancellationToken) => LeaveAsync(notification.PersonId, "They left the register", notification.RemovedBySignature);

    public Task Handle(PersonDied notification, CancellationToken cancellationToken) => LeaveAsync(notification.PersonId, "They died", notification.RecordedBySignature);

    public async Task Handle(PersonTransferred notification, CancellationToken cancellationToken)
    {
        await OffAgendasAsync(notification.PersonId);
        await db.Work.ExecuteAsync("update meetings_person set area = @ToArea where id = @PersonId", new { notification.ToArea, notification.PersonId });
        await db.Work.ExecuteAsync("update meetings_request set area = @ToArea where person_id = @PersonId and state in ('sent', 'own-meeting-first', 'accepted')", new { notification.ToArea, notification.PersonId });
    }

    private async Task LeaveAsync(Guid personId, string words, string signature)
    {
        await db.Work.ExecuteAsync("update meetings_person set state = 'removed' where id = @personId", new { personId });
        await OffAgendasAsync(personId);
        foreach (var action in await db.Work.QueryAsync<Guid>("select id from meetings_action where person_id = @personId and state = 'to-do'", new { personId }))
            await CloseAsync(action, personId, words, signature);
    }

    private async Task OffAgendasAsync(Guid personId)
    {
        foreach (var item in await db.Work.QueryAsync<Guid>(OpenItems, new { personId }))
        {
            await db.Work.ExecuteAsync("delete from meetings_outcome_action where item_id = @item", new { item });
            await db.Work.ExecuteAsync("delete from meetings_outcome where item_id = @item", new { item });
            await db.Work.ExecuteAsync("delete from meetings_agenda_item where id = @item", new { item });
        }
    }

    private async Task CloseAsync(Guid id, Guid personId, string words, string signature)
    {
        var on = db.Work.Now.LondonDate();
        if (await db.Work.ExecuteAsync(Close, new { id, on, db.Work.Now, signature, words }) == 1)
            await db.Work.PublishAsync(new ActionCompleted(id, personId, true, on, signature, db.Work.Now));
    }
}
