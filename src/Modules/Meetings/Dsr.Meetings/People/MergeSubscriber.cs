using Dsr.Referrals.Contracts;

namespace Dsr.Meetings;

/// <summary>Two entries of one person are merged: actions and what meetings said come along. Where a meeting had both, the item of the one that stays stands.</summary>
internal sealed class MergeSubscriber(Db db) : INotificationHandler<PersonMerged>, INotificationHandler<PersonUnmerged>
{
    private const string Both = "person_id = @away and meeting_id in (select meeting_id from meetings_agenda_item where person_id = @kept)";

    private static readonly PersonRows[] Rows =
    [
        PersonRows.SetAside("meetings_person", "id = @away"),
        PersonRows.SetAside("meetings_authority"),
        PersonRows.SetAside("meetings_refusal"),
        PersonRows.Follow("meetings_link"),
        PersonRows.Follow("meetings_action"),
        PersonRows.Follow("meetings_event"),
        PersonRows.Follow("meetings_feedback"),
        PersonRows.Follow("meetings_request"),
        PersonRows.Follow("meetings_agenda_item"),
        PersonRows.SetAside("meetings_agenda_item", Both),
        PersonRows.SetAside("meetings_outcome", $"item_id in (select id from meetings_agenda_item where {Both})"),
        PersonRows.SetAside("meetings_outcome_action", $"item_id in (select id from meetings_agenda_item where {Both})"),
    ];

    public Task Handle(PersonMerged notification, CancellationToken cancellationToken)
        => db.Work.MergeAsync(notification.MergeId, notification.PersonId, notification.MergedId, Rows);

    public Task Handle(PersonUnmerged notification, CancellationToken cancellationToken)
        => db.Work.UnmergeAsync(notification.MergeId, notification.PersonId, notification.MergedId, Rows);
}
