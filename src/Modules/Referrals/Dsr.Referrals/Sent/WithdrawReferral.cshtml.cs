namespace Dsr.Referrals;

/// <summary>The sender takes a referral back before it is decided, and says why.</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class WithdrawReferralPage(Db db, Viewer viewer) : PageModel, ILoads
{
    [BindProperty]
    public Form Withdraw { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Referral Sent { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var sent = await SentReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken);
        if (sent is null) return false;
        (Sent, Version) = (sent, sent.Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await SentReferral.FindAsync(db, viewer, this.RouteReference(), cancellationToken) is not { } sent) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(
                """
                update referrals_referral
                set state = 'withdrawn', reason = @Why, decided_at = @Now, decided_by = @UserId, decided_by_signature = @Signature, version = version + 1
                where id = @Id
                and version = @Version
                and state = 'submitted'
                """, new { sent.Id, Version, Why = Withdraw.Why.Trim(), work.Now, viewer.UserId, viewer.Signature });
            await ReferralMessages.CloseAsync(work, sent);
            await Inbox.AddAsync(work, sent.Area, sent.PersonId, sent.Id, "referral-withdrawn", viewer.Signature, "Referral withdrawn");
            await work.AuditAsync("ReferralWithdrawn", sent.Id, sent.PersonId);
            return Links.Referral(sent.Reference);
        }, cancellationToken);
        return this.Done("Referral withdrawn. The DSR team has been told.", next);
    }

    public sealed class Form
    {
        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Why)
                .NotEmpty().WithMessage("Enter why you are withdrawing the referral")
                .MaximumLength(1000).WithMessage("Why you are withdrawing the referral must be 1,000 characters or less");
        }
    }
}
