namespace Dsr.Consent;

/// <summary>A task about consent: what happened, by when, and what was done about it.</summary>
[Needs("consent-tasks.do", Roles.Team)]
internal sealed class DoTaskPage(Db db, Viewer viewer, AuditTrail audit) : PageModel, ILoads
{
    private const string Find =
        """
        select t.id, t.person_id, t.kind, t.words, t.reply_id, t.made_at, t.due_on, t.done_at, t.done_by_signature, t.done_words, p.reference, p.first_name, p.last_name
        from consent_task t
        left join consent_person p on p.id = t.person_id
        where t.id = @Id
        and t.area = @Area
        """;

    private const string Finish =
        """
        update consent_task
        set done_at = @Now, done_by_signature = @Signature, done_words = @What
        where id = @Id
        and done_at is null
        """;

    private const string DoneReply =
        """
        update consent_reply
        set done_at = @Now, done_by_signature = @Signature, done_words = @What
        where id = @ReplyId
        and done_at is null
        """;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Form Do { get; set; } = new();

    public Row Task { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(Find, new { Id, viewer.Area }, cancellationToken) is not { } row) return false;
        Task = row;
        if (row.PersonId is { } person) await audit.ReadAsync("consent-task", [person]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(Find, new { Id, viewer.Area }, cancellationToken) is not { } row) return NotFound();
        await db.WriteAsync(async work =>
        {
            var done = new { work.Now, viewer.Signature, What = Do.What.Trim(), Id, row.ReplyId };
            await work.ChangeAsync(Finish, done);
            if (row.ReplyId is not null) await work.ExecuteAsync(DoneReply, done);
            await work.AuditAsync("consent-task.done", Id, row.PersonId);
        }, cancellationToken);
        return this.Done("Marked as done.", Links.Home);
    }

    public sealed class Form
    {
        public string What { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.What).NotEmpty().WithMessage("Enter what you did").MaximumLength(1000).WithMessage("What you did must be 1,000 characters or less");
    }

    public sealed record Row(
        Guid Id, Guid? PersonId, string Kind, string Words, Guid? ReplyId, DateTimeOffset MadeAt, DateOnly DueOn, DateTimeOffset? DoneAt, string? DoneBySignature, string? DoneWords,
        string? Reference, string? FirstName, string? LastName);
}
