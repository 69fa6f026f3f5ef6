using Microsoft.AspNetCore.Authorization;

namespace Dsr.Access;

/// <summary>Log in, first part: email address and password. Whoever is unknown is answered as whoever is known, and as slowly.</summary>
[AllowAnonymous]
internal sealed class LogInPage(Db db, Throttle throttle, Passwords passwords, CodeTicket ticket, KnownDevice device, DemoUsers demonstration) : PageModel, ILoads
{
    [BindProperty]
    public Form Log { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string Next { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "timed-out")]
    public bool TimedOut { get; set; }

    [BindProperty(SupportsGet = true, Name = "logged-out")]
    public bool LoggedOut { get; set; }

    /// <summary>Nobody was ever invited: there is nothing to log in to.</summary>
    public bool NotSetUp { get; private set; }

    public string? Wait { get; private set; }

    public IReadOnlyList<(Area Area, IReadOnlyList<DemoUser> Users)> Demonstration { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        NotSetUp = await db.FirstAsync<Guid?>("select id from access_user limit 1", null, cancellationToken) is null;
        Demonstration = await demonstration.ListAsync("", cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var email = Email.Kept(Log.Email);
        var user = await db.FirstAsync<Row>(
            """
            select id, password_hash, security_version
            from access_user
            where email = @email and state = 'active'
            """, new { email }, cancellationToken);
        var (account, address) = ((user is null ? null : device.NameOf(HttpContext, user.Id)) ?? Throttle.Account(email), Throttle.Address(Sessions.AddressOf(HttpContext)));
        if (await throttle.TakeAsync(account, address) is { } wait)
        {
            Wait = WaitWords.Of(wait);
            Response.StatusCode = 429;
            Response.Headers.RetryAfter = WaitWords.Seconds(wait);
            return Page();
        }

        if (!await passwords.IsRightAsync(user?.PasswordHash, Log.Password)) return this.Invalid("Log.Email", "Enter your email address and password again. One of them is wrong");

        await throttle.WasRightAsync(account, address);
        ticket.Give(HttpContext, user!.Id, user.SecurityVersion, Next);
        return this.SeeOther("/log-in/code");
    }

    public sealed class Form
    {
        public string Email { get; set; } = "";

        public string Password { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Email)
                .NotEmpty().WithMessage("Enter your work email address")
                .MaximumLength(254).WithMessage("Work email address must be 254 characters or less");
            RuleFor(form => form.Password)
                .NotEmpty().WithMessage("Enter your password")
                .MaximumLength(1000).WithMessage("Password must be 128 characters or less");
        }
    }

    private sealed record Row(Guid Id, string? PasswordHash, int SecurityVersion);
}
