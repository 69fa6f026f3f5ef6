using Dsr.Referrals.Contracts;

namespace Dsr.Reporting;

/// <summary>Two entries of one person are merged, and counted once.</summary>
internal sealed class MergeSubscriber(Db db) : INotificationHandler<PersonMerged>, INotificationHandler<PersonUnmerged>
{
    private static readonly PersonRows[] Rows =
    [
        PersonRows.SetAside("reporting_person"),
    ];

    public Task Handle(PersonMerged notification, CancellationToken cancellationToken)
        => db.Work.MergeAsync(notification.MergeId, notification.PersonId, notification.MergedId, Rows);

    public Task Handle(PersonUnmerged notification, CancellationToken cancellationToken)
        => db.Work.UnmergeAsync(notification.MergeId, notification.PersonId, notification.MergedId, Rows);
}
