using Dsr.Referrals.Contracts;

namespace Dsr.Rating;

/// <summary>A referral to a keyworker is what a rating asked for: it is done by the referral itself, and while the referral is open no later rating asks for another.</summary>
internal sealed class KeyworkingSubscriber(Db db) : INotificationHandler<KeyworkingReferred>, INotificationHandler<KeyworkingChanged>
{
    /// <summary>What the rating of now asks for, once there is an open referral.</summary>
    public const string Settle =
        """
        update rating_follow
        set done_on = @on, done_words = @words, done_by_signature = @signature
        where change_id = (select change_id from rating_person where id = @PersonId)
        and kind = 'keyworker'
        and wanted = 1
        and done_on is null
        """;

    private const string Keyworker = "keyworker";

    private const string Opened =
        """
        update rating_person
        set keyworking_id = @KeyworkingId, keyworking_on = @ReferredOn, keyworking_service = @Service
        where id = @PersonId
        """;

    private const string Closed =
        """
        update rating_person
        set keyworking_id = null, keyworking_on = null, keyworking_service = null
        where id = @PersonId
        and keyworking_id = @KeyworkingId
        """;

    public async Task Handle(KeyworkingReferred notification, CancellationToken cancellationToken)
    {
        if (notification.Kind != Keyworker) return;
        await db.Work.ExecuteAsync(Opened, notification);
        await db.Work.ExecuteAsync(Settle, new { notification.PersonId, on = notification.ReferredOn, words = $"Referred to {notification.Service}", signature = notification.ReferredBySignature });
    }

    public Task Handle(KeyworkingChanged notification, CancellationToken cancellationToken)
        => notification.State is "declined" or "ended" ? db.Work.ExecuteAsync(Closed, notification) : Task.CompletedTask;
}
