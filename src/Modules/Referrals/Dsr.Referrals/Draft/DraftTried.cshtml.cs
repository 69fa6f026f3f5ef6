namespace Dsr.Referrals;

/// <summary>What has been tried, what helps, what could help: a task of a draft (8.1 step 2).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftTriedPage(Drafts drafts) : PageModel, ILoads
{
    public const string Task = "tried";

    [BindProperty]
    public Form Tried { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        (Tried, Version) = drafts.Shown(this, Task, Tried, Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.SeeOther(await drafts.SaveAsync(this, Task, Tried, Tried.Done == "yes", Version, null, cancellationToken));

    public sealed class Form
    {
        public string HasBeen { get; set; } = "";

        public string Helps { get; set; } = "";

        public string CouldHelp { get; set; } = "";

        public string Done { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.HasBeen)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter what has been tried")
                .MaximumLength(4000).WithMessage("What has been tried must be 4,000 characters or less");
            RuleFor(form => form.Helps)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter what helps")
                .MaximumLength(4000).WithMessage("What helps must be 4,000 characters or less");
            RuleFor(form => form.CouldHelp)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter what could help more")
                .MaximumLength(4000).WithMessage("What could help more must be 4,000 characters or less");
            RuleFor(form => form.Done)
                .Must(done => done is "yes" or "no").WithMessage("Select whether you've completed this section");
        }
    }
}
