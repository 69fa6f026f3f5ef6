using Dsr.Consent.Contracts;
using Dsr.Rating.Contracts;

namespace Dsr.Referrals;

/// <summary>What Consent and Rating recorded for the person of a referral that is not decided yet.</summary>
internal sealed class ReferralSubscriber(Db db) :
    INotificationHandler<AuthorityRecorded>, INotificationHandler<AuthorityRenewed>, INotificationHandler<ConsentWithdrawn>, INotificationHandler<ToolCompleted>
{
    public Task Handle(AuthorityRecorded notification, CancellationToken cancellationToken) => AuthorityAsync(notification.PersonId, notification.Kind, notification.DecidedOn, notification.EndsOn);

    public Task Handle(AuthorityRenewed notification, CancellationToken cancellationToken) => AuthorityAsync(notification.PersonId, notification.Kind, notification.DecidedOn, notification.EndsOn);

    public Task Handle(ConsentWithdrawn notification, CancellationToken cancellationToken) => AuthorityAsync(notification.PersonId, null, null, null);

    public Task Handle(ToolCompleted notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync(
            """
            update referrals_referral
            set tool = @Tool, tool_version = @ToolVersion, tool_suggested = @Suggested, tool_proposed = @Proposed, tool_completed_at = @CompletedAt
            where person_id = @PersonId
            and state in ('draft', 'submitted')
            """, notification);

    private Task<int> AuthorityAsync(Guid personId, string? kind, DateOnly? decidedOn, DateOnly? endsOn)
        => db.Work.ExecuteAsync(
            """
            update referrals_referral
            set authority_kind = @kind, authority_decided_on = @decidedOn, authority_ends_on = @endsOn
            where person_id = @personId
            """, new { personId, kind, decidedOn, endsOn });
}
