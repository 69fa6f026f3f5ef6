using Dsr.Meetings.Contracts;

namespace Dsr.Referrals;

/// <summary>When the next meeting is, to say at acceptance; and that somebody asked for a meeting of their own for a person.</summary>
internal sealed class MeetingSubscriber(Db db) : INotificationHandler<MeetingScheduled>, INotificationHandler<MeetingByExceptionRequested>
{
    public Task Handle(MeetingScheduled notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into referrals_meeting (meeting_id, area, type, starts_at, ends_at)
            values (@MeetingId, @Area, @Type, @StartsAt, @EndsAt)
            on conflict (meeting_id) do update
            set type = excluded.type, starts_at = excluded.starts_at, ends_at = excluded.ends_at
            """, notification);

    public async Task Handle(MeetingByExceptionRequested notification, CancellationToken cancellationToken)
    {
        await Timeline.AddAsync(db.Work, notification.PersonId, "meeting", notification.AskedBySignature, notification.RequestId, "Meeting requested");
        await Inbox.AddAsync(db.Work, notification.Area, notification.PersonId, null, "meeting", notification.AskedBySignature, "Meeting requested");
    }
}
