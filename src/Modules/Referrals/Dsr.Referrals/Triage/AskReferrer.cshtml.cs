using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>The team asks whoever sent a referral: what, and by when (8.3 step 7). Its clocks stand still until the answer.</summary>
[Needs("referrals.decide", Roles.Team)]
internal sealed class AskReferrerPage(Db db, Viewer viewer, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    private const int UsualWorkingDays = 5;

    [BindProperty]
    public Form Ask { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Referral Referral { get; private set; } = null!;

    public TriageStop? Stop { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return false;
        Referral = referral;
        Stop = await TriageStop.FindAsync(db, referral, viewer, clock.GetUtcNow(), cancellationToken);
        if (HttpMethods.IsGet(Request.Method)) Ask.AnswerBy = clock.Today().AddWorkingDays(UsualWorkingDays);
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = referral.Version;
        await audit.ReadAsync("referrals.ask", [referral.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await TriageLook.HoldAsync(work, referral, viewer);
            await ReferralMessages.AskAsync(work, referral, Version, viewer.Signature, Ask.Question.Trim(), Ask.AnswerBy!.Value);
            return Links.Triage(referral.Reference);
        }, cancellationToken);
        return this.Done(referral.StartedBy is null ? "Question written down. The clocks stand still until the answer is here." : "Question sent. The clocks stand still until the answer is here.", next);
    }

    public sealed class Form
    {
        public string Question { get; set; } = "";

        [Display(Name = "Date you need the answer")]
        public DateOnly? AnswerBy { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.Question)
                .NotEmpty().WithMessage("Enter what you need to know")
                .MaximumLength(2000).WithMessage("What you need to know must be 2,000 characters or less");
            RuleFor(form => form.AnswerBy)
                .NotNull().WithMessage("Enter the date you need the answer")
                .Must(by => by >= clock.Today()).WithMessage("Date you need the answer must be today or in the future");
        }
    }
}
