namespace Dsr.Referrals;

/// <summary>Save and come back later: an address, to which a code goes and then a link.</summary>
[AllowAnonymous]
internal sealed class SelfSavePage(SelfDrafts drafts, SelfMail mail, Db db) : SelfPage(drafts), ILoads
{
    [BindProperty]
    public Form Save { get; set; } = new();

    public bool TooMany { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await Drafts.OpenAsync(Id, cancellationToken) || Draft.IsSent) return false;
        if (Request.Method == "GET") Save.Email = Draft.Email ?? "";
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await Drafts.OpenAsync(Id, cancellationToken) || Draft.IsSent) return NotFound();
        var email = Save.Email.Trim();
        if (!await mail.MayMailAsync(email))
        {
            TooMany = true;
            this.TooMany(PublicTries.Mailing.Within);
            return Page();
        }
        var confirmed = Draft.EmailConfirmed && Draft.Email == email;
        var next = await db.WriteAsync(async work =>
        {
            if (confirmed) await SelfMail.ResumeAsync(work, Draft);
            else await SelfMail.CodeAsync(work, Draft, email);
            return confirmed ? To("save") : To("code");
        }, cancellationToken);
        return confirmed ? this.Done("We have sent you a link to come back to your answers.", next) : this.SeeOther(next);
    }

    public sealed class Form
    {
        public string Email { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.Email)
            .NotEmpty().WithMessage("Enter your email address")
            .Must(email => MailAddressRule.Allows(email.Trim())).WithMessage("Enter an email address in the correct format, like name@example.com");
    }
}
