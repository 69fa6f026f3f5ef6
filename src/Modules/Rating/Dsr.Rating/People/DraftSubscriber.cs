using Dsr.Referrals.Contracts;

namespace Dsr.Rating;

/// <summary>A draft that was not sent in time is deleted with its answers to the rating tool. A referral that is passed to another area takes it along.</summary>
internal sealed class DraftSubscriber(Db db) : INotificationHandler<ReferralErased>, INotificationHandler<ReferralPassed>
{
    public async Task Handle(ReferralErased notification, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync("delete from rating_assessment where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from rating_visit where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from rating_admission where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from rating_person where id = @PersonId and state = 'draft'", notification);
    }

    public Task Handle(ReferralPassed notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update rating_person set area = @ToArea where id = @PersonId", notification);
}
