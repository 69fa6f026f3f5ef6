namespace Dsr.Referrals;

/// <summary>Actions you propose: a task of a draft (8.1 step 2).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftActionsPage(Drafts drafts) : PageModel, ILoads
{
    public const string Task = "actions";

    [BindProperty]
    public Form Actions { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public bool Asks(string field) => drafts.Asks(field);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        (Actions, Version) = drafts.Shown(this, Task, Actions, Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.SeeOther(await drafts.SaveAsync(this, Task, Actions, completed: true, Version, null, cancellationToken));

    public sealed class Form
    {
        public string Proposed { get; set; } = "";

        [Optional("crisis-plan")]
        public string CrisisPlan { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Proposed)
                .NotEmpty().WithMessage("Enter the actions you propose")
                .MaximumLength(4000).WithMessage("Actions must be 4,000 characters or less");
            RuleFor(form => form.CrisisPlan)
                .Must(plan => plan is "" or "Yes" or "No" or "Not known").WithMessage("Select whether there is a crisis plan");
        }
    }
}
