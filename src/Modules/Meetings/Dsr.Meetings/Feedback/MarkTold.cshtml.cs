namespace Dsr.Meetings;

/// <summary>Record that a person was told what a meeting agreed.</summary>
[Needs("meetings.feedback", Roles.Chair + "," + Roles.Team)]
internal sealed class MarkToldPage(Db db, Viewer viewer, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private static readonly string[] Ways = ["in person", "by phone", "by letter", "by e-mail", "through family or carer"];

    private const string Tell =
        """
        update meetings_feedback
        set told_at = @Now, told_how = @How, told_by_signature = @Signature, version = version + 1
        where id = @FeedbackId and version = @Version and told_at is null
        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    [BindProperty(SupportsGet = true, Name = "feedback")]
    public Guid FeedbackId { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public Form Told { get; set; } = new();

    public Meeting Meeting { get; private set; } = null!;

    public FeedbackPage.Row Row { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return false;
        var row = await db.FirstAsync<FeedbackPage.Row>(FeedbackPage.Columns + "and f.id = @FeedbackId", new { id = MeetingId, today = clock.Today(), FeedbackId }, cancellationToken);
        if (row is null) return false;
        (Meeting, Row) = (meeting, row);
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = row.Version;
        await audit.ReadAsync("meetings.feedback.tell", [row.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(Tell, new { FeedbackId, Version, work.Now, Told.How, viewer.Signature });
            await work.AuditAsync("PersonToldOfMeeting", FeedbackId, Row.PersonId);
            return Links.Meeting(MeetingId, "feedback");
        }, cancellationToken);
        return this.Done("Marked as told.", next);
    }

    public sealed class Form
    {
        public string How { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.How).Must(how => Ways.Contains(how)).WithMessage("Select how they were told");
    }
}
