namespace Dsr.Referrals;

/// <summary>One self-referral that is held back: release it to the team's referrals, or put it away with a reason.</summary>
[Needs("referrals.held", Roles.Team)]
internal sealed class HeldPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty]
    public Form Held { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public SelfDraft Draft { get; private set; } = null!;

    public SelfForTeam Sent { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } draft) return false;
        Draft = draft;
        if (Request.Method == "GET") Version = draft.Version;
        Sent = SelfForTeam.Of(draft.Answers, areas[draft.Area], clock.Today());
        await audit.AskedAsync("referrals.held", null);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } draft) return NotFound();
        var release = Held.Judged == "release";
        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(
                """
                update referrals_self_draft
                set state = @state, judged_at = @Now, judged_by = @UserId, judged_by_signature = @Signature, judged_why = @why, version = version + 1
                where id = @Id
                and state = 'held'
                and version = @Version
                """, new { draft.Id, Version, state = release ? "sent" : "discarded", work.Now, viewer.UserId, viewer.Signature, why = Held.Why.Trim() });
            await work.AuditAsync(release ? "SelfReferralReleased" : "SelfReferralPutAway", draft.Id);
            if (!release) return Links.HeldBack;
            var referralId = await SendSelfReferral.ActAsync(work, draft, draft.Answers, areas[draft.Area], draft.SentAt!.Value);
            await work.ExecuteAsync("update referrals_self_draft set referral_id = @referralId where id = @Id", new { draft.Id, referralId });
            await work.ExecuteAsync("update referrals_self_link set referral_id = @referralId where draft_id = @Id and kind = 'track'", new { draft.Id, referralId });
            return Links.Triage(draft.Reference);
        }, cancellationToken);
        return this.Done(release ? "Released. It is among the new referrals, and its clock runs from the day it was sent." : "Put away. It is deleted after 30 days.", next);
    }

    private Task<SelfDraft?> FindAsync(CancellationToken cancellationToken)
        => db.FirstAsync<SelfDraft>(
            SelfDraft.Select +
            """
            where id = @id
            and area = @Area
            and state = 'held'
            """, new { id = this.RouteId(), viewer.Area }, cancellationToken);

    public sealed class Form
    {
        public string Judged { get; set; } = "";

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Judged)
                .Must(judged => judged is "release" or "put-away").WithMessage("Select what to do with it");
            RuleFor(form => form.Why)
                .NotEmpty().When(form => form.Judged == "put-away", ApplyConditionTo.CurrentValidator).WithMessage("Enter why it is not a referral")
                .MaximumLength(500).WithMessage("Why must be 500 characters or less");
        }
    }
}
