using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>A referral that says "may be in crisis": what was done, when, by whom. Nothing else about it is saved before (8.3 step 2).</summary>
[Needs("referrals.decide", Roles.Team)]
internal sealed class RecordCrisisPage(Db db, Viewer viewer, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty]
    public Form Crisis { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Referral Referral { get; private set; } = null!;

    public TriageStop? Stop { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { InCrisis: true } referral) return false;
        Referral = referral;
        Stop = await TriageStop.FindAsync(db, referral, viewer, clock.GetUtcNow(), cancellationToken);
        if (HttpMethods.IsGet(Request.Method)) (Crisis.On, Crisis.Who) = (clock.Today(), viewer.Signature);
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = referral.Version;
        await audit.ReadAsync("referrals.crisis", [referral.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { InCrisis: true } referral) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await TriageLook.HoldAsync(work, referral, viewer, crisisToo: false);
            await work.ChangeAsync("update referrals_referral set version = version + 1 where id = @Id and version = @Version and state = 'submitted'", new { referral.Id, Version });
            await TriageCheck.PutAsync(work, referral.Id, "crisis", $"{Crisis.Who.Trim()}, {Words.Date(Crisis.On!.Value)} at {Crisis.Time.Trim()}", Crisis.What.Trim(), viewer.Signature);
            await work.AuditAsync("ReferralCrisisSeenTo", referral.Id, referral.PersonId);
            return Links.Triage(referral.Reference);
        }, cancellationToken);
        return this.Done("Saved what was done.", next);
    }

    public sealed class Form
    {
        public string What { get; set; } = "";

        [Display(Name = "Date it was done")]
        public DateOnly? On { get; set; }

        public string Time { get; set; } = "";

        public string Who { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        private static readonly string[] Times = ["h:mmtt", "htt", "H:mm", "h.mmtt"];

        public Validator(TimeProvider clock)
        {
            RuleFor(form => form.What)
                .NotEmpty().WithMessage("Enter what was done")
                .MaximumLength(2000).WithMessage("What was done must be 2,000 characters or less");
            RuleFor(form => form.On)
                .NotNull().WithMessage("Enter the date it was done")
                .Must(on => on <= clock.Today()).WithMessage("Date it was done must be today or in the past");
            RuleFor(form => form.Time)
                .Must(time => TimeOnly.TryParseExact(time.Replace(" ", "", StringComparison.Ordinal), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)).WithMessage("Enter the time it was done, like 2:15pm");
            RuleFor(form => form.Who)
                .NotEmpty().WithMessage("Enter who did it")
                .MaximumLength(200).WithMessage("Who did it must be 200 characters or less");
        }
    }
}
