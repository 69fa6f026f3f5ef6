using System.ComponentModel.DataAnnotations;

namespace Dsr.Referrals;

/// <summary>Criteria: a task of a draft (8.1 step 2).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftCriteriaPage(Drafts drafts, Areas areas) : PageModel, ILoads
{
    public const string Task = "criteria";

    [BindProperty]
    public Form Criteria { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public bool Asks(string field) => drafts.Asks(field);

    public ReferralsArea Area => areas[drafts.Draft.Area].Section<ReferralsArea>("referrals");

    public string Hint => (Area.Criteria.Needed == 1 ? "Select all that apply" : $"Select all that apply. At least {Area.Criteria.Needed} are needed") + (Area.Criteria.Exhaustive ? "" : ". This is not a full list");

    public string DiagnosisQuestion => Area.Diagnosis.Primary ? "What is the primary diagnosis?" : "What is the diagnosis?";

    public string DiagnosisHint => $"The register is for people with {Area.Diagnosis.Words}";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        (Criteria, Version) = drafts.Shown(this, Task, Criteria, Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.SeeOther(await drafts.SaveAsync(this, Task, Criteria, completed: true, Version, null, cancellationToken));

    public sealed class Form
    {
        public List<string> Met { get; set; } = [];

        public string Else { get; set; } = "";

        public string Diagnosis { get; set; } = "";

        public string Status { get; set; } = "";

        [Optional("diagnosis-evidence")]
        public string Evidence { get; set; } = "";

        [Optional("diagnosis-evidence"), Display(Name = "Date of the diagnosis")]
        public DateOnly? DiagnosedOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(Viewer viewer, Areas areas, TimeProvider clock)
        {
            var area = areas[viewer.Area].Section<ReferralsArea>("referrals");
            var keys = area.Criteria.Items.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
            RuleFor(form => form.Met)
                .Must(met => met.Distinct().Count(keys.Contains) >= area.Criteria.Needed && met.TrueForAll(keys.Contains))
                .WithMessage(area.Criteria.Needed == 1 ? "Select which of these are true of the person" : $"Select at least {area.Criteria.Needed} that are true of the person");
            RuleFor(form => form.Else)
                .NotEmpty().When(form => form.Met.Contains(ReferralsArea.SomethingElse), ApplyConditionTo.CurrentValidator).WithMessage("Enter what else is true of the person")
                .MaximumLength(1000).WithMessage("What else is true must be 1,000 characters or less");
            RuleFor(form => form.Diagnosis)
                .Must(diagnosis => diagnosis is "learning-disability" or "autism" or "both").WithMessage("Select the diagnosis");
            RuleFor(form => form.Status)
                .Must(status => area.Diagnosis.Statuses.Contains(status)).WithMessage("Select how sure the diagnosis is");
            RuleFor(form => form.Evidence)
                .MaximumLength(1000).WithMessage("What shows the diagnosis must be 1,000 characters or less");
            RuleFor(form => form.DiagnosedOn)
                .Must(on => on is null || on <= clock.Today()).WithMessage("Date of the diagnosis must be today or in the past");
        }
    }
}
