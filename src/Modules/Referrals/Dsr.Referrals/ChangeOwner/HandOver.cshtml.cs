using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>The owner asks somebody to take over (journey 8.12), and stays the owner until they accept. It is also how an owner leaves a case or a service discharges: no entry is left without an owner.</summary>
[Needs("owner.hand-over", Roles.Clinical)]
internal sealed class HandOverPage(Db db, Entry entry, CurrentPerson person, Viewer viewer, TimeProvider clock, Areas areas) : PageModel, ILoads
{
    private const string Open =
        """
        select id, to_signature, asked_at, answer_by_on
        from referrals_handover
        where person_id = @Id
        and state = 'asked'
        """;

    [BindProperty]
    public Form HandOver { get; set; } = new();

    public string CalledBy { get; private set; } = "";

    public Asked? Waiting { get; private set; }

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { State: "active" } row || row.OwnerId != viewer.UserId) return false;
        CalledBy = row.CalledBy;
        Waiting = await db.FirstAsync<Asked>(Open, new { person.Id }, cancellationToken);
        Choices = [.. (await Owners.ChoicesAsync(db, person.Area, clock.Today(), cancellationToken)).Where(choice => choice.Value != viewer.UserId.ToString())];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if ((await entry.ReadAsync(cancellationToken))?.OwnerId != viewer.UserId) return NotFound();
        if (HandOver.Step == "withdraw") return await WithdrawAsync(cancellationToken);
        var today = clock.Today();
        if (HandOver.To == viewer.UserId || await Owners.FindAsync(db, HandOver.To!.Value, person.Area, today, cancellationToken) is not { } owner) return this.Invalid("HandOver.To", "Select who will take over");
        if (await Owners.WithoutSightAsync(db, owner.UserId, [person.Id], cancellationToken) > 0) return this.Invalid("HandOver.To", Owners.NoSight);
        var answerBy = today.AddWorkingDays(areas[person.Area].Section<ReferralsArea>("referrals").ContactWorkingDays);

        var next = await db.WriteAsync(async work =>
        {
            if (await work.FirstAsync<Asked>(Open, new { person.Id }) is not null) throw new LostRaceException();
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(
                """
                insert into referrals_handover (id, person_id, area, from_user, from_signature, to_user, to_signature, reason, note, state, asked_at, answer_by_on, version)
                values (@id, @PersonId, @Area, @From, @FromSignature, @To, @ToSignature, @Reason, @Note, 'asked', @Now, @answerBy, 1)
                """, new
                {
                    id, PersonId = person.Id, person.Area, From = viewer.UserId, FromSignature = viewer.Signature, To = owner.UserId, ToSignature = owner.Signature,
                    HandOver.Reason, Note = HandOver.Note.Trim(), work.Now, answerBy,
                });
            await Timeline.AddAsync(work, person.Id, "owner", viewer.Signature, null, "Handover asked for", $"{owner.Signature}, is asked to look after this record.");
            await Ownership.TellAsync(work, owner.UserId, $"handover {id} asked", "handover-asked", Links.Handover(id));
            await work.AuditAsync("HandoverAsked", id, person.Id);
            return Links.Person.Summary(person.Reference);
        }, cancellationToken);
        return this.Done($"Sent. You are the owner until they accept. If there is no answer by {Words.Date(answerBy)}, the DSR team is told.", next);
    }

    private async Task<IActionResult> WithdrawAsync(CancellationToken cancellationToken)
        => this.SeeOther(await db.WriteAsync(async work =>
        {
            await work.ExecuteAsync("update referrals_handover set state = 'withdrawn', decided_at = @Now, version = version + 1 where person_id = @Id and state = 'asked'", new { work.Now, person.Id });
            await work.AuditAsync("HandoverWithdrawn", person.Id, person.Id);
            return Links.Person.Page(person.Reference, "owner/hand-over");
        }, cancellationToken));

    public sealed class Form
    {
        public Guid? To { get; set; }

        public string Reason { get; set; } = "";

        public string Note { get; set; } = "";

        public string Step { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
            => When(form => form.Step != "withdraw", () =>
            {
                RuleFor(form => form.To).NotNull().WithMessage("Select who will take over");
                RuleFor(form => form.Reason).Must(Ownership.Reasons.ContainsKey).WithMessage("Select why you are handing it over");
                RuleFor(form => form.Note).NotEmpty().WithMessage("Enter a handover note").MaximumLength(2000).WithMessage("Handover note must be 2,000 characters or less");
            });
    }

    internal sealed record Asked(Guid Id, string ToSignature, DateTimeOffset AskedAt, DateOnly AnswerByOn);
}
