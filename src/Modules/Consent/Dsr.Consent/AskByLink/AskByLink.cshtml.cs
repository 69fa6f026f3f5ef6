namespace Dsr.Consent;

/// <summary>Ask by a link (journey 8.6 a): mailed to one address, or printed once. Only who decides at the person's age is asked.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class AskByLinkPage(Db db, OpenDecision open, Viewer viewer, Settings settings) : PageModel, ILoads
{
    [BindProperty]
    public Form Ask { get; set; } = new();

    public DecisionFacts Facts { get; private set; } = null!;

    /// <summary>True where the link is to the person's own page.</summary>
    public bool IsEntry => Request.Path.Value!.EndsWith("/entry-link", StringComparison.Ordinal);

    public int Days => IsEntry ? Facts.Rules.MyEntryDays : Facts.Rules.LinkDays;

    public string Respondent => LinkRules.Respondent(Facts.AgeNow, Facts.Rules);

    /// <summary>The link's path, on the one answer that shows it.</summary>
    public string? Path { get; private set; }

    public string PublicUrl => settings.PublicUrl;

    public DateOnly EndsOn => Facts.Today.AddDays(Days);

    public string Back => Facts.Cetr is not null ? open.Page("") : open.IsOnRegister ? open.Start : open.Start + "/consent";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { Cetr: null or { Answer: null } } facts) return false;
        Facts = facts;
        return !IsEntry || (facts.Rules.MyEntry && facts.State.InForce);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            var path = await Link.MakeAsync(
                work, Facts.PersonId, IsEntry ? Link.Entry : Link.Answer, Respondent, Ask.Format == "easy", Ask.Way == "email" ? Ask.Email.Trim() : null, LinkRules.ExpiresAt(Facts.Today, Days), viewer, Facts.Cetr?.Id);
            // the answer of a repeated post is kept: a link is not
            if (Ask.Way == "print") Path = path;
            return Back;
        }, cancellationToken);
        return Path is not null ? Page() : this.Done(Ask.Way == "email" && IsEntry ? "Link sent." : Ask.Way == "email" ? "Link sent. The answer comes to you and to the DSR team." : "A link was made already. Make another to print it.", next);
    }

    public sealed class Form
    {
        public string Format { get; set; } = "";

        public string Way { get; set; } = "";

        public string Email { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Format).Must(format => format is "easy" or "plain").WithMessage("Select which page suits them");
            RuleFor(form => form.Way).Must(way => way is "email" or "print").WithMessage("Select how they will get it");
            RuleFor(form => form.Email)
                .NotEmpty().WithMessage("Enter their email address")
                .Must(email => MailAddressRule.Allows(email.Trim())).WithMessage("Enter an email address in the correct format, like name@example.com")
                .When(form => form.Way == "email");
        }
    }
}
