using Dsr.Referrals.Contracts;

namespace Dsr.Rating;

/// <summary>Two entries of one person are merged: the agreed rating of the one that stays stands, and the other's is put aside with it.</summary>
internal sealed class MergeSubscriber(Db db) : INotificationHandler<PersonMerged>, INotificationHandler<PersonUnmerged>
{
    private static readonly PersonRows[] Rows =
    [
        PersonRows.SetAside("rating_person", "id = @away"),
        PersonRows.SetAside("rating_assessment"),
        PersonRows.SetAside("rating_change"),
        PersonRows.SetAside("rating_follow", "change_id in (select id from rating_change where person_id = @away)"),
        PersonRows.SetAside("rating_admission"),
        PersonRows.SetAside("rating_visit"),
    ];

    public Task Handle(PersonMerged notification, CancellationToken cancellationToken)
        => db.Work.MergeAsync(notification.MergeId, notification.PersonId, notification.MergedId, Rows);

    public Task Handle(PersonUnmerged notification, CancellationToken cancellationToken)
        => db.Work.UnmergeAsync(notification.MergeId, notification.PersonId, notification.MergedId, Rows);
}
