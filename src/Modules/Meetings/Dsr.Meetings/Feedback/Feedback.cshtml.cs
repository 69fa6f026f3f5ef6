namespace Dsr.Meetings;

/// <summary>Who is still to be told what a meeting agreed (8.8 step 8; seed 003: within 2 working days).</summary>
[Needs("meetings.feedback", Roles.Chair + "," + Roles.Team)]
internal sealed class FeedbackPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    public const string Columns =
        """
        select f.id, f.person_id, p.first_name, p.last_name, f.tell_who, f.due_on, f.words, f.told_at, f.told_how, f.told_by_signature, f.version
        from meetings_feedback f
        join meetings_person p on p.id = f.person_id
        join meetings_authority a on a.person_id = f.person_id and a.ends_on >= @today and a.withdrawn_at is null
        where f.meeting_id = @id

        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    public Meeting Meeting { get; private set; } = null!;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Days { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return false;
        Meeting = meeting;
        Days = areas[meeting.Area].Section<MeetingsArea>("meetings").FeedbackWorkingDays;
        Rows = await db.QueryAsync<Row>(Columns + "order by case when f.told_at is null then 0 else 1 end, f.due_on, f.id", new { id = MeetingId, today = Today }, cancellationToken);
        await audit.ReadAsync("meetings.feedback", Rows.Select(row => row.PersonId));
        return true;
    }

    internal sealed record Row(Guid Id, Guid PersonId, string FirstName, string LastName, string TellWho, DateOnly DueOn, string Words, DateTimeOffset? ToldAt, string? ToldHow, string? ToldBySignature, long Version);
}
