using Dsr.Meetings.Contracts;

namespace Dsr.Referrals;

/// <summary>When the next meeting is, to say at acceptance.</summary>
internal sealed class MeetingSubscriber(Db db) : INotificationHandler<MeetingScheduled>
{
    public Task Handle(MeetingScheduled notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into referrals_meeting (meeting_id, area, type, starts_at, ends_at)
            values (@MeetingId, @Area, @Type, @StartsAt, @EndsAt)
            on conflict (meeting_id) do update
            set type = excluded.type, starts_at = excluded.starts_at, ends_at = excluded.ends_at
            """, notification);
}
