namespace Dsr.Referrals;

/// <summary>What worries you now and why now: a task of a draft (8.1 step 2).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftWorriesPage(Drafts drafts) : PageModel, ILoads
{
    public const string Task = "worries";

    [BindProperty]
    public Form Worries { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public bool Asks(string field) => drafts.Asks(field);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        (Worries, Version) = drafts.Shown(this, Task, Worries, Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.SeeOther(await drafts.SaveAsync(this, Task, Worries, Worries.Done == "yes", Version, null, cancellationToken));

    public sealed class Form
    {
        public string Issues { get; set; } = "";

        public string WhyNow { get; set; } = "";

        [Optional("triggers")]
        public string Triggers { get; set; } = "";

        [Optional("early-signs")]
        public string Signs { get; set; } = "";

        public string Tonight { get; set; } = "";

        public string Done { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Issues)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter what worries you now")
                .MaximumLength(4000).WithMessage("What worries you now must be 4,000 characters or less");
            RuleFor(form => form.WhyNow)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter why you are referring now")
                .MaximumLength(2000).WithMessage("Why now must be 2,000 characters or less");
            RuleFor(form => form.Triggers)
                .MaximumLength(2000).WithMessage("What makes it worse must be 2,000 characters or less");
            RuleFor(form => form.Signs)
                .MaximumLength(2000).WithMessage("Early warning signs must be 2,000 characters or less");
            RuleFor(form => form.Tonight)
                .MaximumLength(2000).WithMessage("The plan for tonight must be 2,000 characters or less");
            RuleFor(form => form.Done)
                .Must(done => done is "yes" or "no").WithMessage("Select whether you've completed this section");
        }
    }
}
