using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Referrals;

/// <summary>The 6 digits that were mailed. Without them the journey goes on; with them a link can bring the reader back.</summary>
[AllowAnonymous]
internal sealed class SelfCodePage(SelfDrafts drafts, Db db, IServiceScopeFactory scopes, TimeProvider clock) : SelfPage(drafts), ILoads
{
    private const string Wrong = "Enter the code in the email. It is 6 digits, and works for 30 minutes";

    [BindProperty]
    public Form Code { get; set; } = new();

    public string Next => After(Easy ? "email" : SelfJourney.Contact, clock.Today());

    public async Task<bool> LoadAsync(CancellationToken cancellationToken) => await Drafts.OpenAsync(Id, cancellationToken) && Draft is { IsSent: false, Email: not null };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var typed = SelfMail.CodeHash(Draft.Id, Code.Digits.Trim());
        if (!await IsRightAsync(typed)) return this.Invalid("Code.Digits", Wrong);

        var next = Next;
        return this.Done("Your email address is confirmed. We have sent you a link to come back to your answers.", await db.WriteAsync(async work =>
        {
            await work.ChangeAsync("update referrals_self_draft set email_confirmed = 1, code = null where id = @Id and state = 'open' and code = @typed", new { Draft.Id, typed });
            await SelfMail.ResumeAsync(work, Draft);
            return next;
        }, cancellationToken));
    }

    private async Task<bool> IsRightAsync(string typed)
    {
        // a try is counted before it is judged, in a write of its own: the same form may try again
        await using var scope = scopes.CreateAsyncScope();
        var right = false;
        await scope.ServiceProvider.GetRequiredService<Db>().WriteAsync(async work =>
        {
            await work.ExecuteAsync("update referrals_self_draft set code_tries = code_tries + 1 where id = @Id and code is not null", new { Draft.Id });
            right = await work.FirstAsync<long>(
                """
                select count(*)
                from referrals_self_draft
                where id = @Id
                and code = @typed
                and code_at > @since
                and code_tries <= @MostCodeTries
                """, new { Draft.Id, typed, since = work.Now - SelfMail.CodeLasts, SelfMail.MostCodeTries }) == 1;
        });
        return right;
    }

    public sealed class Form
    {
        public string Digits { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.Digits).Must(typed => typed.Trim() is { Length: 6 } digits && digits.All(char.IsAsciiDigit)).WithMessage(Wrong);
    }
}
