namespace Dsr.Consent;

/// <summary>Renew an authority, or record one after a withdrawal or lapse (journey 8.6 a): which way, or that they said no.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class ChooseAuthorityPage(OpenDecision open, CurrentPerson person) : PageModel, ILoads
{
    [BindProperty]
    public ChooseForm Choose { get; set; } = new();

    public DecisionFacts Facts { get; private set; } = null!;

    public string Reference => person.Reference;

    public string Heading => Facts.State.InForce ? "Renew consent or best interests decision" : "Record consent or a best interests decision";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { } facts) return false;
        Facts = facts;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        if (Choose.Route == ChooseForm.None && !Facts.State.IsWithdrawn) return this.SeeOther(Links.Person.Page(person.Reference, "authority/withdraw"));
        if (Choose.Route == ChooseForm.Lacking && Facts.MayLackCapacity) return this.SeeOther(open.Page("best-interests"));
        return Facts.Routes.Any(kind => !kind.Lacking && kind.Key == Choose.Route)
            ? this.SeeOther(Links.Person.Page(person.Reference, "authority/renew/" + Choose.Route))
            : this.Invalid("Choose.Route", "Select who made the decision");
    }
}
