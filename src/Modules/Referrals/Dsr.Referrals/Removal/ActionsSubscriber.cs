using Dsr.Meetings.Contracts;

namespace Dsr.Referrals;

/// <summary>Which actions are open: who asks for removal closes each or hands it over, and the register filters by them. And which meetings were quorate: those may decide that a risk is lower.</summary>
internal sealed class ActionsSubscriber(Db db) : INotificationHandler<ActionAgreed>, INotificationHandler<ActionMoved>, INotificationHandler<ActionCompleted>, INotificationHandler<MeetingFinalised>
{
    public Task Handle(ActionAgreed notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into referrals_action (id, person_id, what, owner_name, due_on)
            values (@ActionId, @PersonId, @What, @OwnerName, @DueOn)
            on conflict (id) do nothing
            """, notification);

    public Task Handle(ActionMoved notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update referrals_action set owner_name = @OwnerName, due_on = @DueOn where id = @ActionId", notification);

    public Task Handle(ActionCompleted notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("delete from referrals_action where id = @ActionId", notification);

    public Task Handle(MeetingFinalised notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update referrals_meeting set quorate = @Quorate where meeting_id = @MeetingId", notification);
}
