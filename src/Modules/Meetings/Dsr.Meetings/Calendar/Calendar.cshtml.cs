using System.Text;

namespace Dsr.Meetings;

/// <summary>A meeting for the reader's own calendar.</summary>
[Needs("meetings.list", Roles.Clinical)]
internal sealed class CalendarPage(Db db, Viewer viewer, Settings settings, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await Meeting.FindAsync(db, id, viewer.Area, cancellationToken) is not { } meeting) return NotFound();
        var host = new Uri(settings.PublicUrl).Host;
        return File(Encoding.UTF8.GetBytes(Ics.Of(meeting, host, settings.PublicUrl + Links.Meeting(id), clock.GetUtcNow())), "text/calendar; charset=utf-8", "meeting.ics");
    }
}
