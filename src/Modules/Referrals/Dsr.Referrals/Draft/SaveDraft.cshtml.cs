using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>
/// Saves a task while it is typed (ui.md 3.7), without judging it: what was not judged is not completed. The script of the form posts here and
/// is told the new row version; a second tab that is behind is told 409.
/// </summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class SaveDraftPage(Drafts drafts) : PageModel
{
    private const int Most = 64 * 1024;

    [BindProperty]
    public int Version { get; set; }

    public IActionResult OnGet() => this.SeeOther(Links.Draft(this.RouteId()));

    public async Task<IActionResult> OnPostAsync(string task, CancellationToken cancellationToken)
    {
        if (!OptionalFields.Forms.TryGetValue(task, out var type) || !await drafts.OpenAsync(this.RouteId(), cancellationToken) || !drafts.Tasks.Any(each => each.Key == task)) return NotFound();
        if (Request.ContentLength is null or > Most) return StatusCode(StatusCodes.Status413PayloadTooLarge);

        var form = Activator.CreateInstance(type)!;
        await TryUpdateModelAsync(form, type, char.ToUpperInvariant(task[0]) + task[1..]);
        // what could not be bound yet, like half a date, is said when the task is continued
        ModelState.Clear();
        var version = await drafts.KeepAsync(this.RouteId(), task, form, Version, cancellationToken);
        return new JsonResult(new { version = int.Parse(version, CultureInfo.InvariantCulture) });
    }
}
