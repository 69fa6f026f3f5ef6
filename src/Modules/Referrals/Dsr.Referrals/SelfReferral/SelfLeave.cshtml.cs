namespace Dsr.Referrals;

/// <summary>Leave this page quickly: this browser forgets the answers, and shows a page that says nothing of us. The back button finds nothing.</summary>
[AllowAnonymous]
internal sealed class SelfLeavePage(SelfDrafts drafts) : PageModel
{
    public const string Elsewhere = "https://www.bbc.co.uk/weather";

    public IActionResult OnGet()
    {
        drafts.LetGo();
        return Redirect(Elsewhere);
    }
}
