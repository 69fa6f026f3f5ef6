using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Referrals;

/// <summary>Personal details: a task of a draft (8.1 step 2).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class DraftDetailsPage(Drafts drafts) : PageModel, ILoads
{
    public const string Task = "details";

    [BindProperty]
    public Form Details { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public string Back => drafts.Back(this);

    public string Autosave => drafts.Autosave(Task);

    public bool Asks(string field) => drafts.Asks(field);

    public IEnumerable<SelectListItem> EthnicGroups => DraftWords.EthnicGroups.Select(group => new SelectListItem(group.Length == 0 ? "Select an ethnic group" : group, group));

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!await drafts.OpenAsync(this.RouteId(), cancellationToken)) return false;
        (Details, Version) = drafts.Shown(this, Task, Details, Version);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.SeeOther(await drafts.SaveAsync(this, Task, Details, Details.Done == "yes", Version, null, cancellationToken));

    public sealed class Form
    {
        public string PreferredName { get; set; } = "";

        [Optional("sex")]
        public string Sex { get; set; } = "";

        [Optional("gender")]
        public string Gender { get; set; } = "";

        [Optional("ethnic-group")]
        public string EthnicGroup { get; set; } = "";

        [Optional("first-language")]
        public string FirstLanguage { get; set; } = "";

        [Optional("phone")]
        public string Phone { get; set; } = "";

        [Optional("email")]
        public string Email { get; set; } = "";

        [Optional("responsible-icb")]
        public string ResponsibleIcb { get; set; } = "";

        public string SafeContact { get; set; } = "";

        public string Done { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.PreferredName)
                .MaximumLength(100).WithMessage("What they like to be called must be 100 characters or less");
            RuleFor(form => form.Sex)
                .Must(sex => sex is "" or "Female" or "Male" or "Not known" or "Prefer not to say").WithMessage("Select their sex");
            RuleFor(form => form.EthnicGroup)
                .Must(group => DraftWords.EthnicGroups.Contains(group)).WithMessage("Select an ethnic group");
            RuleFor(form => form.Phone)
                .Must(phone => phone.Length == 0 || DraftWords.IsPhone(phone))
                .WithMessage("Enter a phone number, like 01632 960 001 or 07700 900 982");
            RuleFor(form => form.Gender)
                .MaximumLength(100).WithMessage("Gender must be 100 characters or less");
            RuleFor(form => form.FirstLanguage)
                .MaximumLength(100).WithMessage("First language must be 100 characters or less");
            RuleFor(form => form.Email)
                .Must(email => email.Length == 0 || MailAddressRule.Allows(email)).WithMessage("Enter an email address in the correct format, like name@example.com");
            RuleFor(form => form.ResponsibleIcb)
                .MaximumLength(200).WithMessage("Responsible ICB must be 200 characters or less");
            RuleFor(form => form.SafeContact)
                .MaximumLength(500).WithMessage("How to contact them safely must be 500 characters or less");
            RuleFor(form => form.Done)
                .Must(done => done is "yes" or "no").WithMessage("Select whether you've completed this section");
        }
    }
}
