using Dsr.Referrals.Contracts;

namespace Dsr.Consent;

/// <summary>Two entries of one person are merged: what was decided for the one that stays stands, and the other's decisions are put aside with it.</summary>
internal sealed class MergeSubscriber(Db db) : INotificationHandler<PersonMerged>, INotificationHandler<PersonUnmerged>
{
    private static readonly PersonRows[] Rows =
    [
        PersonRows.SetAside("consent_person", "id = @away"),
        PersonRows.SetAside("consent_decision"),
        PersonRows.SetAside("consent_evidence", "decision_id in (select id from consent_decision where person_id = @away)"),
        PersonRows.SetAside("consent_withdrawal"),
        PersonRows.SetAside("consent_sharing"),
        PersonRows.SetAside("consent_override"),
        PersonRows.SetAside("consent_refusal"),
        PersonRows.SetAside("consent_cetr"),
        PersonRows.SetAside("consent_cetr_evidence", "cetr_id in (select id from consent_cetr where person_id = @away)"),
        PersonRows.SetAside("consent_birthday_review"),
        PersonRows.SetAside("consent_task"),
        PersonRows.SetAside("consent_difference"),
        PersonRows.SetAside("consent_link"),
        PersonRows.SetAside("consent_reply"),
        PersonRows.SetAside("consent_assessment"),
        PersonRows.SetAside("consent_assessment_task", "assessment_id in (select id from consent_assessment where person_id = @away)"),
        PersonRows.SetAside("consent_assessment_answer", "assessment_id in (select id from consent_assessment where person_id = @away)"),
        PersonRows.SetAside("consent_consulted", "assessment_id in (select id from consent_assessment where person_id = @away)"),
    ];

    public Task Handle(PersonMerged notification, CancellationToken cancellationToken)
        => db.Work.MergeAsync(notification.MergeId, notification.PersonId, notification.MergedId, Rows);

    public Task Handle(PersonUnmerged notification, CancellationToken cancellationToken)
        => db.Work.UnmergeAsync(notification.MergeId, notification.PersonId, notification.MergedId, Rows);
}
