namespace Dsr.Meetings;

/// <summary>The request's address of ui.md 7.F; the page stands on the person's record, where it is guarded like the rest of it.</summary>
[Needs("meetings.request", Roles.Clinical)]
internal sealed class NewRequestPage : PageModel
{
    public IActionResult OnGet(string @ref) => Redirect(Links.Person.Page(Uri.EscapeDataString(@ref), "meeting-request"));
}
