namespace Dsr.Consent;

/// <summary>Records a no: to one C(E)TR, or, of a draft referral, to being on the register.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class RefuseDecisionPage(Db db, OpenDecision open, Viewer viewer) : PageModel, ILoads
{
    [BindProperty]
    public RefusalForm Refuse { get; set; } = new();

    public DecisionFacts Facts { get; private set; } = null!;

    public string Back => open.IsOnRegister ? open.Page("") : open.Start + "/consent";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts || facts.Cetr is { Answer: not null }) return false;
        Facts = facts;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            if (Facts.Cetr is { } cetr)
            {
                await RecordCetr.RefuseAsync(work, Refuse, new(Facts.PersonId, Facts.BornOn, cetr), viewer);
                return open.Page("");
            }

            await Refusal.KeepAsync(work, Refuse, Facts.PersonId, null, viewer.Signature);
            await work.AuditAsync("register.refuse", null, Facts.PersonId);
            // what was agreed before is not agreed any more
            if (Facts.State is { IsRecorded: true, IsWithdrawn: false })
                await Withdrawal.ActAsync(work, Facts.PersonId, Facts.Version, Refuse.DecidedOn!.Value, Refuse.SaidBy.Trim(), "In person", null, viewer);
            return open.Start + "/no-authority";
        }, cancellationToken);
        return this.Done("Their answer was saved.", next);
    }
}
