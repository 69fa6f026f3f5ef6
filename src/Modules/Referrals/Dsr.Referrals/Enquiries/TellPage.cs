namespace Dsr.Referrals;

/// <summary>Who tells something, and how to answer them.</summary>
internal abstract class TellForm
{
    public string Name { get; set; } = "";

    public string Reply { get; set; } = "";

    public string Email { get; set; } = "";

    public string Phone { get; set; } = "";

    public string Letter { get; set; } = "";

    public string Contact => Reply switch { "email" => Email.Trim(), "phone" => Phone.Trim(), "letter" => Letter.Trim(), _ => "" };
}

/// <summary>What the forms to the team share.</summary>
internal abstract class TellRules<T> : AbstractValidator<T>
    where T : TellForm
{
    protected TellRules(Func<T, bool> mayGoWithout)
    {
        Text(form => form.Name, "Name", 100, lines: false);
        RuleFor(form => form.Name).Must(name => !string.IsNullOrWhiteSpace(name)).When(form => form.Reply != "none" || !mayGoWithout(form)).WithMessage("Enter your name");
        RuleFor(form => form.Reply).Must((form, reply) => reply is "email" or "phone" or "letter" || (reply == "none" && mayGoWithout(form))).WithMessage("Select how we should answer you");
        RuleFor(form => form.Email).Must(email => MailAddressRule.Allows(email.Trim())).When(form => form.Reply == "email").WithMessage("Enter an email address in the correct format, like name@example.com");
        RuleFor(form => form.Phone).Must(SelfField.IsPhone).When(form => form.Reply == "phone").WithMessage("Enter a phone number, like 01632 960 001 or 07700 900 982");
        RuleFor(form => form.Letter).Must(letter => !string.IsNullOrWhiteSpace(letter)).When(form => form.Reply == "letter").WithMessage("Enter the address for the letter");
        Text(form => form.Letter, "Address", 500, lines: true);
    }

    /// <summary>What is kept can be shown, printed and read back as it was typed.</summary>
    protected void Text(System.Linq.Expressions.Expression<Func<T, string>> of, string what, int most, bool lines)
        => RuleFor(of)
            .MaximumLength(most).WithMessage($"{what} must be {Words.Number(most)} characters or less")
            .Must(typed => SelfField.Plain(typed, lines)).WithMessage($"{what} {SelfField.UnknownCharacters}");
}

/// <summary>A public form that reaches the team: no account, a box that only programs fill in, a least time, and so many an hour of one address.</summary>
internal abstract class TellPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts, Db db, PublicTries tries, SendEnquiry send) : PublicPage(areas, viewer, parts)
{
    protected Db Db { get; } = db;

    protected Viewer Viewer { get; } = viewer;

    [BindProperty(Name = "Self.Website")]
    public string? Website { get; set; }

    /// <summary>When the form was shown first: kept while its errors are mended.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    public bool TooMany { get; private set; }

    public bool Easy => Request.Path.StartsWithSegments(Links.Easy, StringComparison.Ordinal);

    public EnquiryRules Rules => EnquiryRules.Of(Area!);

    /// <summary>Whether the area has this form.</summary>
    public abstract bool Offered { get; }

    /// <summary>Whom to ask where there is no form.</summary>
    public virtual PublicArea.Contact Contact => Words.Contacts.Enquiries;

    protected override string Name => "";

    protected abstract Told Told { get; }

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Shown ??= send.Stamp();
        return await base.LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var shown = Shown;
        await LoadAsync(cancellationToken);
        if (Area is null || !Offered) return Page();
        if (!await tries.TakeAsync(PublicTries.Asking))
        {
            TooMany = true;
            this.TooMany(PublicTries.Asking.Within);
            return Page();
        }
        return this.SeeOther(await Db.WriteAsync(work => send.ActAsync(work, Area, Told, shown, !string.IsNullOrEmpty(Website), Easy), cancellationToken));
    }
}
