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

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public bool Asks(string field) => drafts.Asks(field);

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

        [Optional("medication")]
        public string Medication { get; set; } = "";

        [Optional("mental-health-act")]
        public string MentalHealthAct { get; set; } = "";

        public string History { get; set; } = "";

        [Optional("placement-breakdowns")]
        public string Breakdowns { get; set; } = "";

        [Optional("crisis-contacts")]
        public string Crises { get; set; } = "";

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
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter their admissions, or \"None known\"")
                .MaximumLength(3000).WithMessage("Admissions must be 3,000 characters or less");
            RuleFor(form => form.MentalHealthAct)
                .Must(status => status.Length == 0 || DraftWords.MentalHealthAct.Contains(status)).WithMessage("Select their status under the Mental Health Act");
            RuleFor(form => form.Breakdowns)
                .MaximumLength(2000).WithMessage("Placement breakdowns must be 2,000 characters or less");
            RuleFor(form => form.Crises)
                .MaximumLength(2000).WithMessage("Crises must be 2,000 characters or less");
            RuleFor(form => form.Done)
                .Must(done => done is "yes" or "no").WithMessage("Select whether you've completed this section");
        }
    }
}
