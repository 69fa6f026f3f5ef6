namespace Dsr.Referrals;

/// <summary>The task list of a draft (8.1 step 2). A referral that was sent has its own page, which is where this address then leads.</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftTasksPage(Drafts drafts, Db db, Viewer viewer, TimeProvider clock) : PageModel
{
    public Referral Draft => drafts.Draft;

    public IReadOnlyList<DraftTask> Tasks => drafts.Tasks;

    public int Completed => Tasks.Count - drafts.Missing(clock.Today()).Count;

    public DraftTask? Next => drafts.Missing(clock.Today()) is [var first, ..] ? first : null;

    public string Status(DraftTask task) => drafts.Status(task, clock.Today());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await drafts.OpenAsync(this.RouteId(), cancellationToken)) return Page();
        var sent = await db.FirstAsync<Referral>(
            Referral.Select +
            """
            where r.id = @id
            and r.state <> 'draft'
            """, new { id = this.RouteId() }, cancellationToken);
        if (sent is not null && viewer.IsTeam && sent.Area == viewer.Area) return this.SeeOther(Links.Triage(sent.Reference));
        if (sent is not null && sent.StartedBy == viewer.UserId) return this.SeeOther(Links.Referral(sent.Reference));
        return NotFound();
    }
}
