using Dsr.Meetings.Contracts;

namespace Dsr.Referrals;

/// <summary>Which actions are open: who asks for removal closes each or hands it over, and the register filters by them. And which meetings were quorate: those may decide that a risk is lower.</summary>
internal sealed class ActionsSubscriber(Db db) : INotificationHandler<ActionAgreed>, INotificationHandler<ActionMoved>, INotificationHandler<ActionCompleted>, INotificationHandler<MeetingFinalised>
{
    public async Task Handle(ActionAgreed notification, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync(
            """
            insert into referrals_action (id, person_id, what, owner_name, due_on)
            values (@ActionId, @PersonId, @What, @OwnerName, @DueOn)
            on conflict (id) do nothing
            """, notification);
        await NextAsync(notification.PersonId);
    }

    public async Task Handle(ActionMoved notification, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync("update referrals_action set owner_name = @OwnerName, due_on = @DueOn where id = @ActionId", notification);
        await NextAsync(notification.PersonId);
    }

    public async Task Handle(ActionCompleted notification, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync("delete from referrals_action where id = @ActionId", notification);
        await NextAsync(notification.PersonId);
    }

    public Task Handle(MeetingFinalised notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update referrals_meeting set quorate = @Quorate where meeting_id = @MeetingId", notification);

    private Task<int> NextAsync(Guid personId)
        => db.Work.ExecuteAsync(
            """
            update referrals_person
            set next_action_due_on = (select min(due_on) from referrals_action where person_id = @personId)
            where id = @personId
            """, new { personId });
}
