namespace Dsr.Meetings;

/// <summary>A meeting and how far it is: build, send, run, finalise, feedback.</summary>
[Needs("meetings.read", Roles.Chair + "," + Roles.Team)]
internal sealed class ShowMeetingPage(Db db, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    private const string WaitingFeedback =
        """
        select count(*) as given, coalesce(sum(case when f.told_at is null then 1 else 0 end), 0) as waiting
        from meetings_feedback f
        join meetings_authority a on a.person_id = f.person_id and a.ends_on >= @today and a.withdrawn_at is null
        where f.meeting_id = @id
        """;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid MeetingId { get; set; }

    public Meeting Meeting { get; private set; } = null!;

    public string Quorum { get; private set; } = "";

    public int People { get; private set; }

    public int Minutes { get; private set; }

    public int Updated { get; private set; }

    public string Feedback { get; private set; } = "";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is not { } meeting) return false;
        Meeting = meeting;
        var agenda = await AgendaList.BuildAsync(db, areas, clock, meeting, cancellationToken);
        var since = agenda.Dates.PreviousOn ?? meeting.MetOn.AddDays(-28);
        (People, Minutes, Updated) = (agenda.On.Count, agenda.TotalMinutes, agenda.On.Count(row => row.Person.LastUpdateOn >= since));
        Quorum = await AttendanceList.QuorumAsync(db, areas, clock, meeting, agenda, cancellationToken) is { } quorum ? quorum.Words : "Known when it is said who is here";
        var feedback = await db.FirstAsync<Told>(WaitingFeedback, new { id = MeetingId, today = clock.Today() }, cancellationToken);
        Feedback = !meeting.Finalised ? "After finalising" : feedback!.Waiting == 0 ? "Completed" : $"{Words.Count(feedback.Waiting, "person", "people")} to tell";
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, MeetingId, viewer.Area, cancellationToken) is null) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(
                """
                update meetings_meeting
                set state = 'cancelled', version = version + 1
                where id = @MeetingId and area = @Area and state in ('planned', 'agenda-sent')
                """, new { MeetingId, viewer.Area });
            await work.AuditAsync("MeetingCancelled", MeetingId);
            return Links.Meetings;
        }, cancellationToken);
        return this.Done("Meeting cancelled.", next);
    }

    private sealed record Told(long Given, long Waiting);
}
