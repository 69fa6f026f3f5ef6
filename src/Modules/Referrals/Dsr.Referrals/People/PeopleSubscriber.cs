using Dsr.Consent.Contracts;
using Dsr.Meetings.Contracts;
using Dsr.Rating.Contracts;

namespace Dsr.Referrals;

/// <summary>What other modules say of a person, as lists filter by it and the timeline tells it.</summary>
internal sealed class PeopleSubscriber(Db db, Areas areas) :
    INotificationHandler<AuthorityRecorded>,
    INotificationHandler<AuthorityRenewed>,
    INotificationHandler<ConsentWithdrawn>,
    INotificationHandler<AuthorityLapsed>,
    INotificationHandler<RatingChanged>,
    INotificationHandler<PersonAdmitted>,
    INotificationHandler<PersonDischarged>,
    INotificationHandler<PersonDiscussed>,
    INotificationHandler<ActionAgreed>,
    INotificationHandler<ActionCompleted>
{
    private const string TakeAuthority =
        """
        update referrals_person
        set authority_kind = @Kind, authority_ends_on = @EndsOn, withdrawn_at = null
        where id = @PersonId
        """;

    private const string Clock =
        """
        select area, last_update_on
        from referrals_person
        where id = @PersonId
        """;

    public async Task Handle(AuthorityRecorded told, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync(TakeAuthority, told);
        await Timeline.AddAsync(db.Work, told.PersonId, "authority", told.RecordedBySignature, told.AuthorityId, $"{Standing.AuthorityName(told.Kind)} recorded", $"In force until {Words.Date(told.EndsOn)}.");
    }

    public async Task Handle(AuthorityRenewed told, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync(TakeAuthority, told);
        await Timeline.AddAsync(db.Work, told.PersonId, "authority", told.RecordedBySignature, told.AuthorityId, $"{Standing.AuthorityName(told.Kind)} renewed", $"In force until {Words.Date(told.EndsOn)}.");
    }

    public async Task Handle(ConsentWithdrawn told, CancellationToken cancellationToken)
    {
        await db.Work.ExecuteAsync(
            """
            update referrals_person
            set withdrawn_at = @WithdrawnAt
            where id = @PersonId
            """, told);
        await db.Work.CancelMailAsync(told.PersonId);
        await Timeline.AddAsync(db.Work, told.PersonId, "authority", told.RecordedBySignature, null, "Consent withdrawn");
        await TellTeamAsync(told.PersonId, "withdrawn", told.RecordedBySignature, "Consent withdrawn");
    }

    public async Task Handle(AuthorityLapsed told, CancellationToken cancellationToken)
    {
        await Timeline.AddAsync(db.Work, told.PersonId, "authority", "", told.AuthorityId, "Consent or best interests decision ended", $"It was in force until {Words.Date(told.EndedOn)}.");
        await TellTeamAsync(told.PersonId, "lapsed", "", "Consent or best interests decision ended");
    }

    public async Task Handle(RatingChanged told, CancellationToken cancellationToken)
    {
        if (await db.Work.FirstAsync<ClockRow>(Clock, told) is not { } row) return;
        await db.Work.ExecuteAsync(
            """
            update referrals_person
            set rating = @To, rating_since_on = @SinceOn, rating_urgency = @Urgency, update_due_on = coalesce(@DueOn, update_due_on)
            where id = @PersonId
            """,
            new
            {
                told.PersonId, told.To, told.SinceOn, Urgency = Standing.Urgency(told.To),
                DueOn = row.LastUpdateOn?.AddDays(areas[row.Area].Section<ReferralsArea>("referrals").ReviewDays.Of(told.To)),
            });
        await Timeline.AddAsync(db.Work, told.PersonId, "rating", told.ChangedBySignature, null, told.From is null ? $"Rated {told.To}" : $"Rating changed from {told.From} to {told.To}");
    }

    public Task Handle(PersonAdmitted told, CancellationToken cancellationToken)
        => Timeline.AddAsync(db.Work, told.PersonId, "rating", told.RecordedBySignature, told.AdmissionId, "Went into a mental health hospital", $"Admitted on {Words.Date(told.AdmittedOn)}.");

    public Task Handle(PersonDischarged told, CancellationToken cancellationToken)
        => Timeline.AddAsync(db.Work, told.PersonId, "rating", told.RecordedBySignature, told.AdmissionId, "Left hospital", $"Discharged on {Words.Date(told.DischargedOn)}. Held at red until {Words.Date(told.HoldUntil)}.");

    public Task Handle(PersonDiscussed told, CancellationToken cancellationToken)
        => Timeline.AddAsync(db.Work, told.PersonId, "meeting", told.RecordedBySignature, told.MeetingId, $"Discussed at the meeting on {Words.Date(told.MetOn)}", told.Decision);

    public Task Handle(ActionAgreed told, CancellationToken cancellationToken)
        => Timeline.AddAsync(db.Work, told.PersonId, "action", told.AgreedBySignature, told.ActionId, "Action agreed", $"{told.What}\n{told.OwnerName}, by {Words.Date(told.DueOn)}");

    public Task Handle(ActionCompleted told, CancellationToken cancellationToken)
        => Timeline.AddAsync(db.Work, told.PersonId, "action", told.CompletedBySignature, told.ActionId, told.Cancelled ? "Action cancelled" : "Action done");

    private async Task TellTeamAsync(Guid personId, string kind, string who, string title)
    {
        if (await db.Work.FirstAsync<ClockRow>(Clock, new { PersonId = personId }) is { } row) await Inbox.AddAsync(db.Work, row.Area, personId, null, kind, who, title);
    }

    private sealed record ClockRow(string Area, DateOnly? LastUpdateOn);
}
