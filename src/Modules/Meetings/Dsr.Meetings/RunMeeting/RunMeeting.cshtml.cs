namespace Dsr.Meetings;

/// <summary>The start of running a meeting, and its end (8.8).</summary>
[Needs("meetings.run", Roles.Chair + "," + Roles.Team)]
internal sealed class RunMeetingPage(Db db, Viewer viewer, Areas areas, TimeProvider clock, AuditTrail audit) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    public Meeting Meeting { get; private set; } = null!;

    public Rail? Rail { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return false;
        Meeting = meeting;
        if (!meeting.Open && !meeting.Finalised) return true;
        Rail = await Rail.LoadAsync(db, areas, clock, meeting, null, cancellationToken);
        await audit.ReadAsync("meetings.run", Rail.Stops.Select(stop => stop.Row.Person.Id));
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { Open: true }) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await work.ExecuteAsync(
                """
                update meetings_meeting
                set state = 'to-finalise', version = version + 1
                where id = @MeetingId and state = 'running'
                """, new { MeetingId });
            await work.AuditAsync("MeetingClosed", MeetingId);
            return Links.Meeting(MeetingId, "close");
        }, cancellationToken);
        return this.SeeOther(next);
    }
}
