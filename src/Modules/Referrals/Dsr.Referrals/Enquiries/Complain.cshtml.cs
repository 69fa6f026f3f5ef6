namespace Dsr.Referrals;

/// <summary>Anyone complains (Nottinghamshire: "feedback or would like to make a complaint"): it is acknowledged and answered by the area's clocks.</summary>
[AllowAnonymous]
internal sealed class ComplainPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts, Db db, PublicTries tries, SendEnquiry send) : TellPage(areas, viewer, parts, db, tries, send)
{
    [BindProperty]
    public Form Tell { get; set; } = new();

    public override bool Offered => Rules.Complaint is not null;

    public override PublicArea.Contact Contact => Words.Contacts.Complaints;

    protected override Told Told => new("complaint", Tell.Name.Trim(), "", Tell.Reply, Tell.Contact, Tell.Body.Trim(), Tell.Wants.Trim(), About);

    private string About => Tell.For switch
    {
        "myself" => "Themselves",
        "someone-else" => $"{Tell.AboutName.Trim()}. " + Tell.AboutAgrees switch { "yes" => "They agree that somebody complains for them", "cannot" => "They cannot decide this for themselves", _ => "They have not agreed, or were not asked yet" },
        _ => "Nobody in particular",
    };

    public sealed class Form : TellForm
    {
        public string Body { get; set; } = "";

        public string Wants { get; set; } = "";

        public string For { get; set; } = "";

        public string AboutName { get; set; } = "";

        public string AboutAgrees { get; set; } = "";
    }

    public sealed class Validator : TellRules<Form>
    {
        public Validator()
            : base(_ => false)
        {
            RuleFor(form => form.Body).Must(body => !string.IsNullOrWhiteSpace(body)).WithMessage("Enter what went wrong");
            Text(form => form.Body, "What went wrong", 4000, lines: true);
            Text(form => form.Wants, "What should happen", 1000, lines: true);
            RuleFor(form => form.For).Must(who => who is "myself" or "someone-else" or "nobody").WithMessage("Select who the complaint is about");
            RuleFor(form => form.AboutName).Must(name => !string.IsNullOrWhiteSpace(name)).When(form => form.For == "someone-else").WithMessage("Enter their name");
            Text(form => form.AboutName, "Their name", 100, lines: false);
            RuleFor(form => form.AboutAgrees).Must(answer => answer is "yes" or "no" or "cannot").When(form => form.For == "someone-else").WithMessage("Select whether they agree that you complain for them");
        }
    }
}
