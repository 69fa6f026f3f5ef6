using Dsr.Referrals.Contracts;

namespace Dsr.Access;

/// <summary>Two entries of one person are merged: whoever had a part in either has one in the entry that stays, and the other's reference leads there.</summary>
internal sealed class MergeSubscriber(Db db) : INotificationHandler<PersonMerged>, INotificationHandler<PersonUnmerged>
{
    private static readonly PersonRows[] Rows =
    [
        PersonRows.SetAside("access_person", "id = @away"),
        PersonRows.SetAside("access_refusal"),
        PersonRows.SetAside("access_override"),
        PersonRows.Follow("access_link"),
        PersonRows.Follow("access_merged", key: "merge_id"),
    ];

    public async Task Handle(PersonMerged notification, CancellationToken cancellationToken)
    {
        await db.Work.MergeAsync(notification.MergeId, notification.PersonId, notification.MergedId, Rows);
        await db.Work.ExecuteAsync("insert into access_merged (reference, merge_id, person_id) values (@MergedReference, @MergeId, @PersonId)", notification);
    }

    public async Task Handle(PersonUnmerged notification, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync("delete from access_merged where merge_id = @MergeId", notification);
        await db.Work.UnmergeAsync(notification.MergeId, notification.PersonId, notification.MergedId, Rows);
    }
}
