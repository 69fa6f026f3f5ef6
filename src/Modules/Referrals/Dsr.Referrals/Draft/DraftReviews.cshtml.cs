namespace Dsr.Referrals;

/// <summary>Earlier C(E)TRs and LAEPs: a task of a draft in the areas that ask (domain 4.3, 11).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftReviewsPage(Drafts drafts) : PageModel, ILoads
{
    public const string Task = "reviews";

    [BindProperty]
    public Form Reviews { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken) || !drafts.Asks(OptionalFields.Reviews)) return false;
        (Reviews, Version) = drafts.Shown(this, Task, Reviews, Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.SeeOther(await drafts.SaveAsync(this, Task, Reviews, completed: true, Version, null, cancellationToken));

    public sealed class Form
    {
        public string Cetr { get; set; } = "";

        public string CetrWhen { get; set; } = "";

        public string Asked { get; set; } = "";

        public string Laep { get; set; } = "";

        public string LaepWhen { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Cetr)
                .Must(answer => answer is "Yes" or "No" or "Not known").WithMessage("Select whether they have had a C(E)TR");
            RuleFor(form => form.CetrWhen)
                .NotEmpty().When(form => form.Cetr == "Yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter when the C(E)TR was, and what came of it")
                .MaximumLength(1000).WithMessage("When the C(E)TR was must be 1,000 characters or less");
            RuleFor(form => form.Asked)
                .Must(answer => DraftWords.AskedAboutCetr.Contains(answer)).WithMessage("Select whether they have been asked about a C(E)TR now");
            RuleFor(form => form.Laep)
                .Must(answer => answer is "Yes" or "No" or "Not known").WithMessage("Select whether there has been a LAEP");
            RuleFor(form => form.LaepWhen)
                .NotEmpty().When(form => form.Laep == "Yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter when the LAEP was, and what came of it")
                .MaximumLength(1000).WithMessage("When the LAEP was must be 1,000 characters or less");
        }
    }
}
