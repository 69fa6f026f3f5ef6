using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>Where they live and study: a task of a draft (8.1 step 2).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftHomePage(Drafts drafts, Areas areas) : PageModel, ILoads
{
    public const string Task = "home";

    [BindProperty]
    public Form Home { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public bool Asks(string field) => drafts.Asks(field);

    public IEnumerable<SelectListItem> LocalAuthorities =>
    [
        new("Select a local authority", ""),
        .. areas[drafts.Draft.Area].Section<ReferralsArea>("referrals").LocalAuthorities.Select(place => new SelectListItem(place.Name, place.Name)),
        new("Another local authority", DraftWords.AnotherAuthority),
    ];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        (Home, Version) = drafts.Shown(this, Task, Home, Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.SeeOther(await drafts.SaveAsync(this, Task, Home, Home.Done == "yes", Version, null, cancellationToken));

    public sealed class Form
    {
        public bool NoFixedAddress { get; set; }

        public string Address { get; set; } = "";

        public string Postcode { get; set; } = "";

        public string LocalAuthority { get; set; } = "";

        public string LivesIn { get; set; } = "";

        [Optional("placement-authority")]
        public string PlacementAuthority { get; set; } = "";

        [Optional("gp-practice")]
        public string GpPractice { get; set; } = "";

        public string Education { get; set; } = "";

        [Display(Name = "Date the placement ends")]
        public DateOnly? PlacementEndsOn { get; set; }

        public string Done { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(Viewer viewer, Areas areas)
        {
            var places = areas[viewer.Area].Section<ReferralsArea>("referrals").LocalAuthorities.Select(place => place.Name).Append(DraftWords.AnotherAuthority).ToHashSet(StringComparer.Ordinal);
            RuleFor(form => form.Address)
                .NotEmpty().When(form => form.Done == "yes" && !form.NoFixedAddress, ApplyConditionTo.CurrentValidator).WithMessage("Enter their address, or select \"No fixed address\"")
                .MaximumLength(300).WithMessage("Address must be 300 characters or less");
            RuleFor(form => form.Postcode)
                .Must(postcode => PostCode.TryParse(postcode, out _)).When(form => form.Postcode.Length > 0 || (form.Done == "yes" && !form.NoFixedAddress)).WithMessage(PostCode.Message);
            RuleFor(form => form.LocalAuthority)
                .Must(place => places.Contains(place)).When(form => form.Done == "yes" || form.LocalAuthority.Length > 0).WithMessage("Select the local authority where they are ordinarily resident");
            RuleFor(form => form.LivesIn)
                .Must(kind => DraftWords.LivesIn.Contains(kind)).When(form => form.Done == "yes" || form.LivesIn.Length > 0).WithMessage("Select where they live now");
            RuleFor(form => form.PlacementAuthority)
                .MaximumLength(200).WithMessage("Local authority of the placement must be 200 characters or less");
            RuleFor(form => form.GpPractice)
                .MaximumLength(200).WithMessage("GP surgery must be 200 characters or less");
            RuleFor(form => form.Education)
                .Must(kind => DraftWords.Education.Contains(kind)).When(form => form.Done == "yes" || form.Education.Length > 0).WithMessage("Select where they study");
            RuleFor(form => form.Done)
                .Must(done => done is "yes" or "no").WithMessage("Select whether you've completed this section");
        }
    }
}
