using Dsr.Meetings.Contracts;
using Dsr.Rating.Contracts;
using Dsr.Referrals.Contracts;

namespace Dsr.Rating;

/// <summary>Keeps Rating's own copy of people, and records the ratings that were agreed elsewhere: at acceptance, in an import, at a meeting.</summary>
internal sealed class PeopleSubscriber(Db db, Areas areas) :
    INotificationHandler<ReferralStarted>,
    INotificationHandler<PersonRegistered>,
    INotificationHandler<PersonChanged>,
    INotificationHandler<ReferralAccepted>,
    INotificationHandler<EntryImported>,
    INotificationHandler<RatingAgreedAtMeeting>,
    INotificationHandler<PersonRemoved>,
    INotificationHandler<PersonDied>,
    INotificationHandler<PersonTransferred>
{
    private const string Leave =
        """
        update rating_person
        set follow_up_due_on = null, hold_until = null, gone = 1
        where id = @PersonId
        """;

    private const string Start =
        """
        insert into rating_person (id, referral_id, area, first_name, born_on, state, started_by, version)
        values (@PersonId, @ReferralId, @Area, @FirstName, @BornOn, 'draft', @StartedBy, 0)
        on conflict (id) do update set referral_id = @ReferralId, first_name = @FirstName, born_on = @BornOn, started_by = @StartedBy
        """;

    private const string Register =
        """
        insert into rating_person (id, reference, area, first_name, born_on, state, version)
        values (@PersonId, @Reference, @Area, @FirstName, @BornOn, 'active', 0)
        on conflict (id) do update set reference = @Reference, area = @Area, first_name = @FirstName, born_on = @BornOn, state = 'active', gone = 0
        """;

    private const string OpenAdmission =
        """
        select id, admitted_on, out_of_area, secure, known_before, rating_before, reviewed
        from rating_admission
        where person_id = @PersonId
        and discharged_on is null
        order by admitted_on desc
        limit 1
        """;

    public Task Handle(ReferralStarted notification, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Start, notification);

    public Task Handle(PersonRegistered notification, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Register, notification);

    public Task Handle(PersonChanged notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update rating_person set first_name = @FirstName, born_on = @BornOn where id = @PersonId", notification);

    public async Task Handle(ReferralAccepted notification, CancellationToken cancellationToken)
    {
        var admission = notification.Rating == "blue" ? await db.Work.FirstAsync<Admission>(OpenAdmission, new { notification.PersonId }) : null;
        await new RatingChange(
            notification.PersonId, notification.Rating, "acceptance", notification.DecidedAt.LondonDate(), notification.Reason, true, notification.AgreedWith, notification.AgreedOn, notification.DecidedBySignature)
        {
            By = notification.DecidedBy,
            Stay = admission is null ? null : new Stay(admission.AdmittedOn, admission.OutOfArea, admission.Secure, Stay.WasReviewed(admission.Reviewed)),
        }.ActAsync(db.Work, areas);

        if (admission is not null)
        {
            await db.Work.PublishAsync(new PersonAdmitted(
                admission.Id, notification.PersonId, admission.AdmittedOn, notification.DecidedBySignature, notification.DecidedAt, admission.OutOfArea, admission.KnownBefore ?? false, admission.RatingBefore, admission.Reviewed));
        }
    }

    public async Task Handle(EntryImported notification, CancellationToken cancellationToken)
    {
        if (notification.Rating is not { } rating) return;
        var imported = notification.ImportedAt.LondonDate();
        await new RatingChange(
            notification.PersonId, rating, "import", notification.RatingSince ?? imported, notification.RatingReason ?? "Imported from the team's sheet", true, "As the team's sheet says", notification.RatingSince,
            "The service, automatically").ActAsync(db.Work, areas);
    }

    public async Task Handle(RatingAgreedAtMeeting notification, CancellationToken cancellationToken)
    {
        var now = await db.Work.FirstAsync<string>("select rating from rating_person where id = @PersonId", new { notification.PersonId });
        // blue begins with an admission and ends with a discharge, whatever a meeting agreed meanwhile
        if (now == notification.To || now == "blue" || notification.To == "blue")
        {
            await Discussion.RecordAsync(db.Work, notification.PersonId, notification.AgreedOn, notification.AgreedWith);
            return;
        }
        await new RatingChange(
            notification.PersonId, notification.To, "meeting", notification.AgreedOn, notification.Reason, true, notification.AgreedWith, notification.AgreedOn, notification.RecordedBySignature).ActAsync(db.Work, areas);
    }

    /// <summary>A rating that was to be talked over is owed no longer, and nobody is held at red or counted.</summary>
    public Task Handle(PersonRemoved notification, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Leave, new { notification.PersonId });

    public Task Handle(PersonDied notification, CancellationToken cancellationToken) => db.Work.ExecuteAsync(Leave, new { notification.PersonId });

    public Task Handle(PersonTransferred notification, CancellationToken cancellationToken)
        => db.Work.ExecuteAsync("update rating_person set area = @ToArea where id = @PersonId", new { notification.ToArea, notification.PersonId });

    private sealed record Admission(Guid Id, DateOnly AdmittedOn, bool? OutOfArea, bool Secure, bool? KnownBefore, string? RatingBefore, string Reviewed);
}
