using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>The team writes down an answer that did not come through the service, or that it goes on without one.</summary>
[Needs("referrals.decide", Roles.Team)]
internal sealed class WriteAnswerPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty]
    public AnswerForm Answer { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Referral Referral { get; private set; } = null!;

    public TriageStop? Stop { get; private set; }

    public ReferralMessage? Question { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return false;
        Referral = referral;
        Stop = await TriageStop.FindAsync(db, referral, viewer, clock.GetUtcNow(), cancellationToken);
        Question = (await ReferralMessages.ListAsync(db, referral.Id, cancellationToken)).LastOrDefault(message => message is { Kind: ReferralMessage.Question, ClosedAt: null });
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = referral.Version;
        await audit.ReadAsync("referrals.answer", [referral.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await TriageLook.HoldAsync(work, referral, viewer);
            await ReferralMessages.AnswerAsync(work, referral, areas[referral.Area].Section<ReferralsArea>("referrals"), Version, viewer.Signature, Answer.Words.Trim());
            return Links.Triage(referral.Reference);
        }, cancellationToken);
        return this.Done("Answer saved. The clocks go on.", next);
    }
}

/// <summary>An answer to the team's question, or more that the team should know.</summary>
internal sealed class AnswerForm
{
    public string Words { get; set; } = "";

    internal sealed class Validator : AbstractValidator<AnswerForm>
    {
        public Validator() => RuleFor(form => form.Words)
            .NotEmpty().WithMessage("Enter what the DSR team should know")
            .MaximumLength(4000).WithMessage("What the DSR team should know must be 4,000 characters or less");
    }
}
