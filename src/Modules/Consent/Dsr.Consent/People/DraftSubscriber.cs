using Dsr.Referrals.Contracts;

namespace Dsr.Consent;

/// <summary>A draft that was not sent in time is deleted with what was decided for its person. A referral that is passed to another area takes it along.</summary>
internal sealed class DraftSubscriber(Db db) : INotificationHandler<ReferralErased>, INotificationHandler<ReferralPassed>
{
    public async Task Handle(ReferralErased notification, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync("delete from consent_assessment_task where assessment_id in (select id from consent_assessment where person_id = @PersonId)", notification);
        await db.Work.ExecuteAsync("delete from consent_assessment_answer where assessment_id in (select id from consent_assessment where person_id = @PersonId)", notification);
        await db.Work.ExecuteAsync("delete from consent_consulted where assessment_id in (select id from consent_assessment where person_id = @PersonId)", notification);
        await db.Work.ExecuteAsync("delete from consent_assessment where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_link where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_reply where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_task where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_birthday_review where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_sharing where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_cetr_evidence where cetr_id in (select id from consent_cetr where person_id = @PersonId)", notification);
        await db.Work.ExecuteAsync("delete from consent_cetr where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_refusal where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_evidence where decision_id in (select id from consent_decision where person_id = @PersonId)", notification);
        await db.Work.ExecuteAsync("delete from consent_decision where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_override where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_difference where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_withdrawal where person_id = @PersonId", notification);
        await db.Work.ExecuteAsync("delete from consent_person where id = @PersonId and state = 'draft'", notification);
    }

    public Task Handle(ReferralPassed notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update consent_person set area = @ToArea where id = @PersonId", notification);
}
