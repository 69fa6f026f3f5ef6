namespace Dsr.Consent;

/// <summary>The consent task of a draft referral (journey 8.1, step 3): the routes that are lawful at the person's age, and no other.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class ChooseDraftAuthorityPage(Db db, OpenDecision open) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ChooseForm Choose { get; set; } = new();

    public DecisionFacts Facts { get; private set; } = null!;

    public IReadOnlyList<ReplyLine> Replies { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts) return false;
        Facts = facts;
        Replies = await db.QueryAsync<ReplyLine>(ReplyLine.Sql, new { facts.PersonId }, cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        if (Choose.Route == ChooseForm.No) return this.SeeOther(open.Page("no"));
        if (Choose.Route == ChooseForm.None) return this.SeeOther(Links.Draft(Id, "no-authority"));
        if (Choose.Route == ChooseForm.Lacking && Facts.MayLackCapacity) return this.SeeOther(open.Page("best-interests"));
        return Facts.Routes.Any(kind => !kind.Lacking && kind.Key == Choose.Route)
            ? this.SeeOther(Links.Draft(Id, "consent/" + Choose.Route))
            : this.Invalid("Choose.Route", "Select who made the decision");
    }
}
