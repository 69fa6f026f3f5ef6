using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>Family, carers and professionals: a task of a draft (8.1 step 2).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftNetworkPage(Drafts drafts, Db db, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    public const string Task = "network";

    [BindProperty]
    public Form Network { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public bool Asks(string field) => drafts.Asks(field);

    public IReadOnlyList<SelectListItem> Users { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        (Network, Version) = drafts.Shown(this, Task, Network, Version);
        Users = await Owners.ChoicesAsync(db, drafts.Draft.Area, clock.Today(), cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var owner = Network.Owner switch { "me" => viewer.UserId, "someone-else" => Network.OwnerId, _ => null };
        if (Network is { Owner: "someone-else", OwnerId: { } chosen } && await Owners.FindAsync(db, chosen, viewer.Area, clock.Today(), cancellationToken) is null)
            return this.Invalid($"{nameof(Network)}.{nameof(Form.OwnerId)}", "Select who will be the owner");

        return this.SeeOther(await drafts.SaveAsync(this, Task, Network, Network.Done == "yes", Version,
            work => work.ExecuteAsync("update referrals_referral set owner_id = @owner where id = @id", new { owner, id = this.RouteId() }), cancellationToken));
    }

    public sealed class Form
    {
        public string Family { get; set; } = "";

        public string Responsibility { get; set; } = "";

        [Optional("attorney-or-deputy")]
        public string Attorney { get; set; } = "";

        [Optional("attorney-or-deputy")]
        public string Deputy { get; set; } = "";

        public string Professionals { get; set; } = "";

        public string Lead { get; set; } = "";

        [Optional("advocate")]
        public string Advocate { get; set; } = "";

        public string Keyworker { get; set; } = "";

        public string Owner { get; set; } = "";

        public Guid? OwnerId { get; set; }

        public string Done { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Family)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter the family and carers, or \"None\"")
                .MaximumLength(2000).WithMessage("Family and carers must be 2,000 characters or less");
            RuleFor(form => form.Responsibility)
                .MaximumLength(1000).WithMessage("Who has parental responsibility must be 1,000 characters or less");
            RuleFor(form => form.Professionals)
                .NotEmpty().When(form => form.Done == "yes", ApplyConditionTo.CurrentValidator).WithMessage("Enter the professionals")
                .MaximumLength(2000).WithMessage("Professionals must be 2,000 characters or less");
            RuleFor(form => form.Attorney)
                .MaximumLength(500).WithMessage("Attorney must be 500 characters or less");
            RuleFor(form => form.Deputy)
                .MaximumLength(500).WithMessage("Deputy must be 500 characters or less");
            RuleFor(form => form.Lead)
                .MaximumLength(200).WithMessage("Lead professional must be 200 characters or less");
            RuleFor(form => form.Advocate)
                .MaximumLength(200).WithMessage("Advocate must be 200 characters or less");
            RuleFor(form => form.Keyworker)
                .Must(answer => DraftWords.Keyworker.Contains(answer)).When(form => form.Done == "yes" || form.Keyworker.Length > 0).WithMessage("Select whether they have a keyworker");
            RuleFor(form => form.Owner)
                .Must(owner => owner is "me" or "someone-else").When(form => form.Done == "yes" || form.Owner.Length > 0).WithMessage("Select who will keep the entry up to date");
            RuleFor(form => form.OwnerId)
                .NotNull().When(form => form.Owner == "someone-else" && form.Done == "yes").WithMessage("Select who will be the owner");
            RuleFor(form => form.Done)
                .Must(done => done is "yes" or "no").WithMessage("Select whether you've completed this section");
        }
    }
}
