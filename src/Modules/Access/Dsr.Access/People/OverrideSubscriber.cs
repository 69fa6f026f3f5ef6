using Dsr.Consent.Contracts;

namespace Dsr.Access;

/// <summary>Who may read a record without consent, on another lawful ground, until a day. A new decision ends it: from then on what was decided counts.</summary>
internal sealed class OverrideSubscriber(Db db) : INotificationHandler<SharingOverridden>, INotificationHandler<AuthorityRecorded>
{
    public Task Handle(SharingOverridden notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            insert into access_override (id, person_id, user_id, ends_on)
            values (@OverrideId, @PersonId, @UserId, @EndsOn)
            on conflict (id) do update set ends_on = @EndsOn
            """, notification);

    public Task Handle(AuthorityRecorded notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("delete from access_override where person_id = @PersonId", new { notification.PersonId });
}
