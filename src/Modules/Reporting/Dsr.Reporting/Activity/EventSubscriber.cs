using Dsr.Consent.Contracts;
using Dsr.Meetings.Contracts;
using Dsr.Rating.Contracts;
using Dsr.Referrals.Contracts;

namespace Dsr.Reporting;

/// <summary>What happened, of which kind, in which area, on which day: to whom is not kept.</summary>
internal sealed class EventSubscriber(Db db) :
    INotificationHandler<ReferralSubmitted>, INotificationHandler<ReferralAccepted>, INotificationHandler<ReferralDeclined>,
    INotificationHandler<UpdateAdded>, INotificationHandler<ConsentWithdrawn>, INotificationHandler<AuthorityRenewed>, INotificationHandler<AuthorityLapsed>,
    INotificationHandler<PersonAdmitted>, INotificationHandler<PersonDischarged>,
    INotificationHandler<MeetingFinalised>, INotificationHandler<PersonDiscussed>, INotificationHandler<ActionAgreed>, INotificationHandler<ActionCompleted>,
    INotificationHandler<PersonRemoved>, INotificationHandler<PersonDied>, INotificationHandler<PersonTransferred>,
    INotificationHandler<KeyworkingReferred>, INotificationHandler<KeyworkingChanged>
{
    private const string InArea =
        """
        insert into reporting_event (id, area, kind, happened_on)
        values (@Id, @Area, @Kind, @On)
        """;

    private const string OfPerson =
        """
        insert into reporting_event (id, area, kind, happened_on)
        select @Id, area, cast(@Kind as text), cast(@On as text)
        from reporting_person
        where person_id = @PersonId
        """;

    public Task Handle(ReferralSubmitted submitted, CancellationToken cancellationToken) => HappenedIn(submitted.Area, EventKind.ReferralReceived, submitted.SubmittedAt.LondonDate());

    public Task Handle(ReferralAccepted accepted, CancellationToken cancellationToken) => HappenedIn(accepted.Area, EventKind.ReferralAccepted, accepted.DecidedAt.LondonDate());

    public Task Handle(ReferralDeclined declined, CancellationToken cancellationToken) => HappenedIn(declined.Area, EventKind.ReferralDeclined, declined.DecidedAt.LondonDate());

    public Task Handle(UpdateAdded added, CancellationToken cancellationToken) => HappenedTo(added.PersonId, EventKind.UpdateAdded, added.AddedAt.LondonDate());

    public Task Handle(ConsentWithdrawn withdrawn, CancellationToken cancellationToken) => HappenedTo(withdrawn.PersonId, EventKind.ConsentWithdrawn, withdrawn.WithdrawnAt.LondonDate());

    public Task Handle(AuthorityRenewed renewed, CancellationToken cancellationToken) => HappenedTo(renewed.PersonId, EventKind.ConsentRenewed, renewed.RecordedAt.LondonDate());

    public Task Handle(AuthorityLapsed lapsed, CancellationToken cancellationToken) => HappenedTo(lapsed.PersonId, EventKind.ConsentLapsed, lapsed.EndedOn);

    public Task Handle(PersonAdmitted admitted, CancellationToken cancellationToken) => HappenedTo(admitted.PersonId, EventKind.Admission, admitted.AdmittedOn);

    public Task Handle(PersonDischarged discharged, CancellationToken cancellationToken) => HappenedTo(discharged.PersonId, EventKind.Discharge, discharged.DischargedOn);

    public Task Handle(MeetingFinalised finalised, CancellationToken cancellationToken) => HappenedIn(finalised.Area, EventKind.MeetingHeld, finalised.MetOn);

    public Task Handle(PersonDiscussed discussed, CancellationToken cancellationToken) => HappenedTo(discussed.PersonId, EventKind.PersonDiscussed, discussed.MetOn);

    public Task Handle(ActionAgreed agreed, CancellationToken cancellationToken) => HappenedTo(agreed.PersonId, EventKind.ActionAgreed, agreed.AgreedAt.LondonDate());

    public Task Handle(ActionCompleted completed, CancellationToken cancellationToken)
        => completed.Cancelled ? Task.CompletedTask : HappenedTo(completed.PersonId, EventKind.ActionDone, completed.CompletedOn);

    public Task Handle(PersonRemoved removed, CancellationToken cancellationToken) => HappenedIn(removed.Area, EventKind.Removed, removed.RemovedOn);

    public Task Handle(PersonDied died, CancellationToken cancellationToken) => HappenedIn(died.Area, EventKind.Died, died.RecordedAt.LondonDate());

    public Task Handle(PersonTransferred transferred, CancellationToken cancellationToken) => HappenedIn(transferred.FromArea, EventKind.MovedAway, transferred.AcceptedAt.LondonDate());

    public Task Handle(KeyworkingReferred referred, CancellationToken cancellationToken) => HappenedTo(referred.PersonId, EventKind.KeyworkingReferred, referred.ReferredOn);

    public Task Handle(KeyworkingChanged changed, CancellationToken cancellationToken) => changed.State switch
    {
        "allocated" => HappenedTo(changed.PersonId, EventKind.KeyworkingAllocated, changed.ChangedOn),
        "declined" or "ended" => HappenedTo(changed.PersonId, EventKind.KeyworkingEnded, changed.ChangedOn),
        _ => Task.CompletedTask,
    };

    private Task<int> HappenedIn(string area, string kind, DateOnly on) => db.Work.ExecuteAsync(InArea, new { Id = Ids.New(db.Work.Now), Area = area, Kind = kind, On = on });

    private Task<int> HappenedTo(Guid personId, string kind, DateOnly on) => db.Work.ExecuteAsync(OfPerson, new { Id = Ids.New(db.Work.Now), Kind = kind, On = on, PersonId = personId });
}
