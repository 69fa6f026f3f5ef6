namespace Dsr.Referrals;

/// <summary>Health, legal status and history: a task of a draft (8.1 step 2).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftHealthPage(Drafts drafts) : PageModel, ILoads
{
    public const string Task = "health";

    [BindProperty]
    public Form Health { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => Request.Query["return"] == "check" ? Links.Draft(this.RouteId(), "check") : Links.Draft(this.RouteId());

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        (Health, Version) = drafts.Shown(this, Task, Health, Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.SeeOther(await drafts.SaveAsync(this, Task, Health, Health.Done == "yes", Version, null, cancellationToken));

    public sealed class Form
    {
        public List<string> Legal { get; set; } = [];

        public string Conditions { get; set; } = "";

        public string Medication { get; set; } = "";

        public string History { get; set; } = "";

        public string Done { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Conditions)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter their mental and physical health")
                .MaximumLength(2000).WithMessage("Mental and physical health must be 2,000 characters or less");
            RuleFor(form => form.Medication)
                .MaximumLength(1000).WithMessage("Medication must be 1,000 characters or less");
            RuleFor(form => form.Legal)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Select which of these apply, or select \"None of these\"")
                .Must(legal => legal.TrueForAll(status => status == "None of these" || DraftWords.Legal.Contains(status))).WithMessage("Select which of these apply, or select \"None of these\"");
            RuleFor(form => form.History)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter their history, or \"None known\"")
                .MaximumLength(3000).WithMessage("History must be 3,000 characters or less");
            RuleFor(form => form.Done)
                .Must(done => done is "yes" or "no").WithMessage("Select whether you've completed this section");
        }
    }
}
