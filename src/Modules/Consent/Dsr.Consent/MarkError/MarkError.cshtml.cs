using Dsr.Consent.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>
/// The last decision, or the last withdrawal, was recorded in error: another act than a withdrawal (issue 4). It stays in the history, struck through; what stood before it counts again.
/// </summary>
[Needs("authority.record", Roles.Team)]
internal sealed class MarkErrorPage(Db db, OpenDecision open, CurrentPerson person, Viewer viewer) : PageModel, ILoads
{
    private const string Withdrawal =
        """
        update consent_withdrawal
        set error_at = @Now, error_words = @why, error_by_signature = @Signature
        where person_id = @PersonId
        and error_at is null
        and place = (select max(place) from consent_withdrawal where person_id = @PersonId)
        """;

    private const string Decision =
        """
        update consent_decision
        set error_at = @Now, error_words = @why, error_by_signature = @Signature
        where id = (select decision_id from consent_person where id = @PersonId)
        and error_at is null
        """;

    // the last decision that was not recorded in error and not withdrawn; a withdrawal that was one takes back what it did to the decisions
    private const string Standing =
        """
        select id, kind, decided_on, ends_on
        from consent_decision
        where person_id = @PersonId
        and error_at is null
        and withdrawn_at is null
        order by place desc
        limit 1
        """;

    private const string Reopen =
        """
        update consent_decision
        set withdrawn_at = null
        where person_id = @PersonId
        and withdrawn_at = @WithdrawnAt
        """;

    private const string MakeCurrent =
        """
        update consent_person
        set decision_id = @Id, kind = @Kind, decided_on = @DecidedOn, ends_on = @EndsOn, withdrawn_at = null, version = version + 1
        where id = @PersonId
        and version = @Version
        """;

    [BindProperty]
    public Form Mistake { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public DecisionFacts Facts { get; private set; } = null!;

    public string Reference => person.Reference;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { State: { IsRecorded: true, Differs: false } } facts) return false;
        Facts = facts;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = facts.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            var act = new { work.Now, why = Mistake.Why.Trim(), viewer.Signature, Facts.PersonId, Facts.State.WithdrawnAt };
            await work.ChangeAsync(Facts.State.IsWithdrawn ? Withdrawal : Decision, act);
            if (Facts.State.IsWithdrawn) await work.ExecuteAsync(Reopen, act);
            var now = await work.FirstAsync<Row>(Standing, new { Facts.PersonId });
            await work.ChangeAsync(MakeCurrent, new { now?.Id, now?.Kind, now?.DecidedOn, now?.EndsOn, Facts.PersonId, Version });
            await TaskList.EndAsync(work, Facts.PersonId, "confirm-withdrawal", viewer.Signature);
            await work.AuditAsync("authority.error", now?.Id, Facts.PersonId);
            // everybody hears what stands now; where nothing does, what was recorded in error ended before it began
            var stands = now ?? new Row(Guid.Empty, Facts.State.Kind!, Facts.LastDecidedOn!.Value, Facts.LastDecidedOn.Value.AddDays(-1));
            await work.PublishAsync(new AuthorityRecorded(stands.Id, Facts.PersonId, stands.Kind, stands.DecidedOn, stands.EndsOn, $"{viewer.Signature} (what was recorded last was an error)", work.Now));
            return Links.Person.Page(person.Reference, "authority");
        }, cancellationToken);
        return this.Done("Marked as recorded in error.", next);
    }

    public sealed class Form
    {
        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.Why).NotEmpty().WithMessage("Enter what was wrong with it").MaximumLength(1000).WithMessage("What was wrong must be 1,000 characters or less");
    }

    private sealed record Row(Guid Id, string Kind, DateOnly DecidedOn, DateOnly EndsOn);
}
