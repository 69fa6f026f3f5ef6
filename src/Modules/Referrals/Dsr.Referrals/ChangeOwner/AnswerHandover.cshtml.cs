using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>Somebody is asked to become the owner: accept, or say why not. They see what they need to answer, while the person's authority and their own agreement are in force.</summary>
[Needs("owner.accept", Roles.Clinical)]
internal sealed class AnswerHandoverPage(Db db, Viewer viewer, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private const string Find =
        """
        select h.person_id, p.reference, p.first_name, p.last_name, p.born_on, p.rating, p.update_due_on, h.area, h.from_user, h.from_signature, h.reason, h.note, h.version
        from referrals_handover as h
        join referrals_person as p on p.id = h.person_id
        where h.id = @Id
        and h.to_user = @UserId
        and h.state = 'asked'
        and p.state = 'active'
        and p.authority_ends_on >= @today
        and p.withdrawn_at is null
        and not exists (
          select 1
          from referrals_shut_out as s
          where s.person_id = p.id
          and s.organisation_id = @OrganisationId
        )
        """;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Form Answer { get; set; } = new();

    public Row Handover { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = Handover.Version;
        await audit.ReadAsync("handover", [Handover.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var today = clock.Today();
        if (await Owners.FindAsync(db, viewer.UserId, Handover.Area, today, cancellationToken) is not { } me) return NotFound();
        var accepts = Answer.To == "accept";
        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(
                """
                update referrals_handover
                set state = @state, decided_at = @Now, words = @Why, version = version + 1
                where id = @Id
                and version = @Version
                and state = 'asked'
                """, new { state = accepts ? "accepted" : "refused", work.Now, Why = accepts ? null : Answer.Why.Trim(), Id, Version });
            if (accepts) await Ownership.ChangeAsync(work, Handover.PersonId, me, viewer.Signature, $"{Ownership.Reasons[Handover.Reason]}.\n{Handover.Note}", today);
            else
            {
                await Timeline.AddAsync(work, Handover.PersonId, "owner", viewer.Signature, null, "Handover not accepted", Answer.Why.Trim());
                await Inbox.AddAsync(work, Handover.Area, Handover.PersonId, null, "owner", viewer.Signature, "Handover not accepted");
                await work.AuditAsync("HandoverRefused", Id, Handover.PersonId);
            }
            await Ownership.TellAsync(work, Handover.FromUser, $"handover {Id} answered", "handover-answered", Links.Home);
            return accepts ? Links.Person.Summary(Handover.Reference) : Links.Home;
        }, cancellationToken);
        return this.Done(accepts ? "You look after this record now." : "Sent. The owner and the DSR team have been told.", next);
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(Find, new { Id, viewer.UserId, viewer.OrganisationId, today = clock.Today() }, cancellationToken) is not { } row) return false;
        Handover = row;
        return true;
    }

    public sealed class Form
    {
        public string To { get; set; } = "";

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.To).Must(to => to is "accept" or "refuse").WithMessage("Select your answer");
            RuleFor(form => form.Why)
                .NotEmpty().When(form => form.To == "refuse", ApplyConditionTo.CurrentValidator).WithMessage("Enter why not")
                .MaximumLength(1000).WithMessage("Why not must be 1,000 characters or less");
        }
    }

    internal sealed record Row(
        Guid PersonId, string Reference, string FirstName, string LastName, DateOnly? BornOn, string? Rating, DateOnly? UpdateDueOn, string Area, Guid FromUser, string FromSignature, string Reason, string Note, int Version);
}
