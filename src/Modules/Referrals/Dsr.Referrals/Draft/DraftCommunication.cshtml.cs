namespace Dsr.Referrals;

/// <summary>Communication and reasonable adjustments: a task of a draft (8.1 step 2).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftCommunicationPage(Drafts drafts) : PageModel, ILoads
{
    public const string Task = "communication";

    [BindProperty]
    public Form Communication { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public bool Asks(string field) => drafts.Asks(field);

    public string FirstName => drafts.Draft.FirstName;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        (Communication, Version) = drafts.Shown(this, Task, Communication, Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.SeeOther(await drafts.SaveAsync(this, Task, Communication, Communication.Done == "yes", Version, null, cancellationToken));

    public sealed class Form
    {
        public string How { get; set; } = "";

        public string Adjustments { get; set; } = "";

        public string Interpreter { get; set; } = "";

        public string Language { get; set; } = "";

        [Optional("preferred-format")]
        public List<string> Formats { get; set; } = [];

        [Optional("adjustment-flag")]
        public string Flag { get; set; } = "";

        public string Done { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(Viewer viewer, Areas areas)
        {
            var area = areas[viewer.Area].Section<ReferralsArea>("referrals");
            RuleFor(form => form.How)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter how to communicate with the person")
                .MaximumLength(1000).WithMessage("How to communicate with the person must be 1,000 characters or less");
            RuleFor(form => form.Adjustments)
                .MaximumLength(1000).WithMessage("Reasonable adjustments must be 1,000 characters or less");
            RuleFor(form => form.Interpreter)
                .Must(needs => needs is "yes" or "no").When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Select yes if they need an interpreter");
            RuleFor(form => form.Language)
                .NotEmpty().When(form => form.Interpreter == "yes" && form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter which language they need an interpreter for")
                .MaximumLength(100).WithMessage("Language must be 100 characters or less");
            RuleFor(form => form.Flag)
                .Must(flag => flag is "Yes" or "No" or "Not known").When(form => form.Done == "yes" && area.Asks("adjustment-flag"), ApplyConditionTo.CurrentValidator).WithMessage("Select whether there is a Reasonable Adjustment Flag");
            RuleFor(form => form.Formats)
                .Must(formats => formats.TrueForAll(DraftWords.Formats.Contains)).WithMessage("Select which formats help");
            RuleFor(form => form.Done)
                .Must(done => done is "yes" or "no").WithMessage("Select whether you've completed this section");
        }
    }
}
