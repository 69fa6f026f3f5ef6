using Microsoft.AspNetCore.Authorization;

namespace Dsr.Access;

/// <summary>Log in, second part: the code of the authenticator app, each good once. A session is begun, with a secret of its own.</summary>
[AllowAnonymous]
internal sealed class LogInCodePage(Db db, Throttle throttle, CodeTicket ticket, Sessions sessions, KnownDevice device, TotpSecrets secrets) : PageModel
{
    [BindProperty]
    public Form Log { get; set; } = new();

    public string? Wait { get; private set; }

    public IActionResult OnGet() => ticket.Read(HttpContext) is null ? this.SeeOther("/log-in") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ticket.Read(HttpContext) is not { } open) return this.SeeOther("/log-in");

        var (account, address) = (Throttle.Code(open.UserId), Throttle.Address(Sessions.AddressOf(HttpContext)));
        if (await throttle.TakeAsync(account, address) is { } wait)
        {
            Wait = WaitWords.Of(wait);
            Response.StatusCode = 429;
            Response.Headers.RetryAfter = WaitWords.Seconds(wait);
            return Page();
        }

        var before = sessions.Carried(HttpContext);
        var secret = "";
        await db.WriteAsync(async work =>
        {
            var kept = await work.FirstAsync<string>("select totp_secret from access_user where id = @UserId and state = 'active' and security_version = @SecurityVersion", new { open.UserId, open.SecurityVersion });
            if (kept is null || OneTimeCode.StepOf(secrets.Open(kept), Log.Code, work.Now) is not { } step) return;
            // two requests with one code: the second finds the step used
            if (await work.ExecuteAsync("update access_user set totp_last_step = @step where id = @UserId and totp_last_step < @step", new { step, open.UserId }) == 0) return;
            if (before is not null) await work.ExecuteAsync("delete from access_session where secret_hash = @hash", new { hash = Secret.HashOf(before) });
            secret = await sessions.StartAsync(work, open.UserId, HttpContext);
        }, cancellationToken);
        if (secret.Length == 0) return this.Invalid("Log.Code", "Enter the 6-digit code again. It is wrong, or was used before");

        await throttle.WasRightAsync(account, address);
        ticket.Take(HttpContext);
        sessions.Give(HttpContext, secret);
        device.Remember(HttpContext, open.UserId);
        return this.SeeOther(open.Next.Length > 0 ? open.Next : Links.Home);
    }

    public sealed class Form
    {
        public string Code { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.Code).NotEmpty().WithMessage("Enter the 6-digit code");
    }
}
