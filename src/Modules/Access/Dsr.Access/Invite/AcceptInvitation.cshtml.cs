using Microsoft.AspNetCore.Authorization;

namespace Dsr.Access;

/// <summary>Accept an invitation: password, authenticator app, terms. Looking uses nothing up (mail scanners look); the post does, once, and logs nobody in.</summary>
[AllowAnonymous]
internal sealed class AcceptInvitationPage(Db db, Passwords passwords, TotpSecrets secrets, TimeProvider clock) : PageModel, ILoads
{
    public const string TermsVersion = "1";

    private const string Find =
        """
        select i.id, i.user_id, i.totp_secret, u.email, u.name, u.role, o.name as organisation_name,
          case when a.ended_at is null and a.from_on <= @today and (a.ends_on is null or a.ends_on >= @today) then 1 else 0 end as in_agreement
        from access_invitation as i
        join access_user as u on u.id = i.user_id and u.state <> 'disabled'
        join access_organisation as o on o.id = u.organisation_id
        left join access_agreement as a on a.id = o.agreement_id
        where i.token_hash = @hash and i.used_at is null and i.expires_at > @now
        """;

    [BindProperty]
    public Form Accept { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public bool Ended { get; private set; }

    public string EmailAddress { get; private set; } = "";

    public string OrganisationName { get; private set; } = "";

    public string Key { get; private set; } = "";

    public QrCode? Picture { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } row)
        {
            Ended = true;
            Response.StatusCode = 404;
            return true;
        }
        var secret = secrets.Open(row.TotpSecret);
        (EmailAddress, OrganisationName, Key, Picture) = (row.Email, row.OrganisationName, OneTimeCode.InWords(secret), QrCode.Of(OneTimeCode.Address(secret, row.Email)));
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } row) return Page();
        if (PasswordRule.Fault(Accept.Password, row.Email, row.Name, row.OrganisationName) is { } fault) return this.Invalid("Accept.Password", fault);
        if (!row.InAgreement && row.Role != Roles.Administrator) return this.Invalid("", "Your organisation's agreement is not in force. Ask its lead to contact the DSR team");
        if (OneTimeCode.StepOf(secrets.Open(row.TotpSecret), Accept.Code, clock.GetUtcNow()) is not { } step) return this.Invalid("Accept.Code", "Enter the 6-digit code that the app shows now");

        var hash = await passwords.HashAsync(Accept.Password);
        var next = await db.WriteAsync(async work =>
        {
            if (await work.ExecuteAsync("update access_invitation set used_at = @Now where id = @Id and used_at is null", new { work.Now, row.Id }) == 0) return "";
            await work.ExecuteAsync(
                """
                update access_user
                set state = 'active', password_hash = @hash, totp_secret = @TotpSecret, totp_last_step = @step, terms_version = @TermsVersion, accepted_at = @Now, version = version + 1
                where id = @UserId
                """, new { hash, row.TotpSecret, step, TermsVersion, work.Now, row.UserId });
            await Accounts.EndSessionsAsync(work, row.UserId);
            await History.AddAsync(work, row.UserId, row.Name, "Accepted an invitation and the terms of use", "");
            await Accounts.TellAsync(work, row.UserId);
            return "/log-in";
        }, cancellationToken);
        return next.Length == 0 ? Page() : this.Done("Your account is ready. Log in.", next);
    }

    private Task<Row?> FindAsync(CancellationToken cancellationToken)
        => db.FirstAsync<Row>(Find, new { hash = Secret.HashOf(Token), today = clock.Today(), now = clock.GetUtcNow() }, cancellationToken);

    public sealed class Form
    {
        public string Password { get; set; } = "";

        public string Code { get; set; } = "";

        public bool Terms { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Password).NotEmpty().WithMessage("Enter a password");
            RuleFor(form => form.Code).NotEmpty().WithMessage("Enter the 6-digit code");
            RuleFor(form => form.Terms).Equal(true).WithMessage("Select that you accept the terms of use");
        }
    }

    private sealed record Row(Guid Id, Guid UserId, string TotpSecret, string Email, string Name, string Role, string OrganisationName, bool InAgreement);
}
