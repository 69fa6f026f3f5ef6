namespace Dsr.Meetings;

/// <summary>Accept a request for a meeting, or ask that the own team meets first.</summary>
[Needs("requests.answer", Roles.Team)]
internal sealed class AnswerRequestPage(Db db, Viewer viewer, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    private const string RowSql =
        """
        select r.id, r.person_id, p.reference, p.first_name, p.last_name, r.purpose, r.invite, r.team_meeting_held, r.why_not_team_meeting, r.how_soon, r.state,
          r.asked_at, r.asked_by, r.asked_by_signature, r.answer, r.answered_by_signature, r.meeting_id, r.version
        from meetings_request r
        join meetings_person p on p.id = r.person_id and p.state = 'active'
        join meetings_authority a on a.person_id = p.id and a.ends_on >= @today and a.withdrawn_at is null
        where r.id = @RequestId and r.area = @Area
        """;

    private const string AnswerSql =
        """
        update meetings_request
        set state = @To, answer = @what, answered_at = @Now, answered_by_signature = @Signature, version = version + 1
        where id = @RequestId and version = @Version and state in ('sent', 'own-meeting-first')
        """;

    private const string Asker =
        """
        select name, email
        from meetings_user
        where id = @AskedBy and active = 1
        """;

    [BindProperty(SupportsGet = true, Name = "request")]
    public Guid RequestId { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public Form Answer { get; set; } = new();

    public Asked Row { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Asked>(RowSql, new { RequestId, viewer.Area, today = clock.Today() }, cancellationToken) is not { } row) return false;
        Row = row;
        if (HttpMethods.IsGet(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = row.Version;
        await audit.ReadAsync("requests.meetings.one", [row.PersonId]);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(AnswerSql, new { RequestId, Version, Answer.To, what = Answer.What.Trim(), work.Now, viewer.Signature });
            await work.AuditAsync("MeetingRequestAnswered", RequestId, Row.PersonId);
            if (await work.FirstAsync<Recipient>(Asker, new { Row.AskedBy }) is { } asker && MailAddressRule.Allows(asker.Email))
                await work.MailAsync(new Mail($"meeting-request-answered {RequestId} {Version}", asker.Email, "meeting-request-answered", new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["name"] = asker.Name, ["path"] = Links.Person.Page(Row.Reference, "meeting-request"),
                }, Row.PersonId));
            return "/requests/meetings";
        }, cancellationToken);
        return this.Done("Answer sent.", next);
    }

    public sealed class Form
    {
        public string To { get; set; } = "";

        public string What { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.To).Must(to => to is "accepted" or "own-meeting-first").WithMessage("Select your answer");
            RuleFor(form => form.What)
                .NotEmpty().When(form => form.To == "own-meeting-first").WithMessage("Enter what you advise")
                .MaximumLength(2000).WithMessage("What you say must be 2,000 characters or less");
        }
    }

    internal sealed record Asked(
        Guid Id, Guid PersonId, string Reference, string FirstName, string LastName, string Purpose, string Invite, bool TeamMeetingHeld, string WhyNotTeamMeeting, string HowSoon, string State,
        DateTimeOffset AskedAt, Guid AskedBy, string AskedBySignature, string? Answer, string? AnsweredBySignature, Guid? MeetingId, long Version);

    private sealed record Recipient(string Name, string Email);
}
