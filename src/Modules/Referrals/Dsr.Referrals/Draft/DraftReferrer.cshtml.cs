namespace Dsr.Referrals;

/// <summary>Who refers, by which way, and how urgent it is: a task of a draft (domain 4.3, 1).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftReferrerPage(Drafts drafts, Viewer viewer) : PageModel, ILoads
{
    public const string Task = "referrer";

    [BindProperty]
    public Form Referrer { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public string Signature => viewer.Signature;

    public IReadOnlyList<ReferralsArea.Choice> Routes => drafts.Area.ProfessionalRoutes;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        (Referrer, Version) = drafts.Shown(this, Task, Referrer, Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.SeeOther(await drafts.SaveAsync(this, Task, Referrer, completed: true, Version, null, cancellationToken));

    public sealed class Form
    {
        public string Job { get; set; } = "";

        public string Phone { get; set; } = "";

        public string Route { get; set; } = "";

        public string Urgency { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(Viewer viewer, Areas areas)
        {
            var routes = areas[viewer.Area].Section<ReferralsArea>("referrals").ProfessionalRoutes;
            RuleFor(form => form.Job)
                .NotEmpty().WithMessage("Enter your job")
                .MaximumLength(100).WithMessage("Your job must be 100 characters or less");
            RuleFor(form => form.Phone)
                .Must(DraftWords.IsPhone).WithMessage("Enter a phone number, like 01632 960 001 or 07700 900 982");
            RuleFor(form => form.Route)
                .Must(route => routes.Any(each => each.Key == route)).When(_ => routes.Count > 1).WithMessage("Select who the referral comes from");
            RuleFor(form => form.Urgency)
                .Must(urgency => DraftWords.Urgencies.Any(each => each.Key == urgency)).WithMessage("Select how soon the DSR team should look at it");
        }
    }
}
