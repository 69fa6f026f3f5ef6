using Dsr.Referrals.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>Check your answers and send (8.1 steps 5 and 6). The server sends nothing without authority in force and a completed tool, whatever the page showed.</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftCheckPage(Drafts drafts, Db db, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    public enum Shows
    {
        Check,
        NoAuthority,
        NoTool,
        Missing,
        Interruption,
    }

    [BindProperty]
    public int Version { get; set; }

    public Shows Step { get; private set; }

    public Referral Draft => drafts.Draft;

    public IReadOnlyList<DraftTask> Missing => drafts.Missing(clock.Today());

    public IReadOnlyList<string> Interruptions { get; private set; } = [];

    public IReadOnlyList<ReferralCard> Cards { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        if (HttpMethods.IsGet(Request.Method)) Step = Blocked();
        var today = clock.Today();
        var owner = Draft.OwnerId is { } ownerId ? (await Owners.FindAsync(db, ownerId, Draft.Area, today, cancellationToken))?.Signature ?? "No account in force" : null;
        Cards = ReferralContent.Cards(Draft, drafts.Answers, areas[Draft.Area], owner, today);
        return true;
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => SendAsync(anyway: false, cancellationToken);

    public Task<IActionResult> OnPostAnywayAsync(CancellationToken cancellationToken) => SendAsync(anyway: true, cancellationToken);

    private async Task<IActionResult> SendAsync(bool anyway, CancellationToken cancellationToken)
    {
        // the back button after sending leads to what was sent, not to a second one
        var sent = await db.FirstAsync<string>(
            """
            select reference
            from referrals_referral
            where id = @id
            and started_by = @UserId
            and state = 'submitted'
            """, new { id = this.RouteId(), viewer.UserId }, cancellationToken);
        if (sent is not null) return this.SeeOther(Links.Referral(sent) + "/sent");
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return NotFound();

        var today = clock.Today();
        Step = Blocked();
        Interruptions = Interrupting(today);
        if (Step == Shows.Check && !anyway && Interruptions.Count > 0) Step = Shows.Interruption;
        if (Step == Shows.Interruption) return Page();
        if (Step == Shows.Check) return this.SeeOther(await db.WriteAsync(work => SendAsync(work, today), cancellationToken));

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<string> SendAsync(Work work, DateOnly today)
    {
        var referrals = areas[Draft.Area].Section<ReferralsArea>("referrals");
        var decideByOn = referrals.Clocks.Decision.DueOn(work.Now);
        await work.ChangeAsync(
            """
            update referrals_referral
            set state = 'submitted', submitted_at = @Now, decide_by_on = @decideByOn, urgency = @Urgency, version = version + 1
            where id = @Id
            and version = @Version
            and state = 'draft'
            and authority_ends_on >= @today
            and tool_completed_at is not null
            """, new { Draft.Id, Version, work.Now, decideByOn, drafts.Of<DraftReferrerPage.Form>(DraftReferrerPage.Task).Form.Urgency, today });
        await ReferralPerson.FillAsync(work, Draft, drafts.Answers);
        await Inbox.AddAsync(work, Draft.Area, Draft.PersonId, Draft.Id, "referral", viewer.Signature, "Referral sent");
        await work.PublishAsync(new ReferralSubmitted(Draft.Id, Draft.PersonId, Draft.Area, Draft.Route, Draft.OrganisationId, work.Now));
        await ReferralMail.SendAsync(work, Draft, "referral-received", "received", new Dictionary<string, string> { ["date"] = Words.Date(decideByOn) });
        return Links.Referral(Draft.Reference) + "/sent";
    }

    private Shows Blocked()
    {
        var today = clock.Today();
        if (!Draft.AuthorityInForce(today)) return Shows.NoAuthority;
        if (!Draft.ToolCompleted) return Shows.NoTool;
        return drafts.Missing(today).Count > 0 ? Shows.Missing : Shows.Check;
    }

    private List<string> Interrupting(DateOnly today)
    {
        List<string> why = [];
        var worries = drafts.Of<DraftWorriesPage.Form>(DraftWorriesPage.Task).Form;
        if (Draft.ToolProposed == "red" && string.IsNullOrWhiteSpace(worries.Tonight))
            why.Add("You propose red, which is immediate risk of going into hospital, and there is no plan for tonight. The DSR team is not a crisis service. Make sure that the person is safe now.");
        if (Draft.AuthorityDecidedOn?.AddMonths(3) < today) why.Add("The decision to be on the register is more than 3 months old. Check that it still stands.");
        if (Draft.MatchDismissed) why.Add("You said that this is not the person you work with who has the same details. The DSR team will check.");
        return why;
    }
}
