using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>Not accepted (8.3): a reason, who else can help, and the message that the person and the referrer read.</summary>
[Needs("referrals.decide", Roles.Team)]
internal sealed class DeclineReferralPage(Db db, Viewer viewer, Areas areas, AuditTrail audit, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty]
    public Form Decline { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Referral Referral { get; private set; } = null!;

    public TriageStop? Stop { get; private set; }

    public bool Checking { get; private set; }

    public string Message => DeclineReason.Message(Decline.Reason, Decline.Signposts, Decline.More, areas[viewer.Area].Section<PublicArea>("public").Contacts.Complaints);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return false;
        Referral = referral;
        Stop = await TriageStop.FindAsync(db, referral, viewer, clock.GetUtcNow(), cancellationToken);
        if (HttpMethods.IsGet(Request.Method)) Version = referral.Version;
        await audit.ReadAsync("referrals.decline", [referral.PersonId]);
        return true;
    }

    /// <summary>Continue: the message to check.</summary>
    public IActionResult OnPost()
    {
        Checking = true;
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken)
    {
        if (Request.Form["change"] == "yes") return Page();
        if (await TriageReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } referral) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await TriageLook.HoldAsync(work, referral, viewer);
            await work.ChangeAsync(
                """
                update referrals_referral
                set state = 'declined', decided_at = @Now, decided_by = @UserId, decided_by_signature = @Signature, reason = @Reason, message = @Message, version = version + 1
                where id = @Id
                and version = @Version
                and state = 'submitted'
                """, new { referral.Id, Version, work.Now, viewer.UserId, viewer.Signature, Decline.Reason, Message });
            await work.PublishAsync(new ReferralDeclined(referral.Id, referral.PersonId, referral.Area, Decline.Reason, work.Now));
            await ReferralMessages.CloseAsync(work, referral);
            await TriageInbox.ReadAsync(work, referral.Id, viewer.UserId);
            await ReferralMail.SendAsync(work, referral, "referral-decided", "decided", []);
            return Links.Triage(referral.Reference);
        }, cancellationToken);
        return this.Done("Referral not accepted. The referrer has been told.", next);
    }

    public sealed class Form
    {
        public string Reason { get; set; } = "";

        public List<string> Signposts { get; set; } = [];

        public string More { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Reason)
                .Must(reason => DeclineReason.All.Any(each => each.Code == reason)).WithMessage("Select why it is not accepted");
            RuleFor(form => form.Signposts)
                .Must(chosen => chosen.TrueForAll(DeclineReason.Signposts.Contains)).WithMessage("Select who else can help from the list");
            RuleFor(form => form.More)
                .MaximumLength(2000).WithMessage("What else you want to say must be 2,000 characters or less");
        }
    }
}
