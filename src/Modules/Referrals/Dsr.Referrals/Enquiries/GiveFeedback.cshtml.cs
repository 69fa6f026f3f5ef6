namespace Dsr.Referrals;

/// <summary>Anyone says what they think, or offers to help (Staffordshire: videos with people who have experience of the DSR; South Yorkshire: review workshops).</summary>
[AllowAnonymous]
internal sealed class GiveFeedbackPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts, Db db, PublicTries tries, SendEnquiry send) : TellPage(areas, viewer, parts, db, tries, send)
{
    [BindProperty]
    public Form Tell { get; set; } = new();

    public override bool Offered => Rules.Feedback is not null;

    public override PublicArea.Contact Contact => Words.Contacts.Feedback;

    protected override Told Told => Tell.What == "involvement"
        ? new("involvement", Tell.Name.Trim(), "", Tell.Reply, Tell.Contact, "", string.Join("\n", Rules.WaysToHelp.Where(Tell.Ways.Contains)))
        : new("feedback", Tell.Name.Trim(), "", Tell.Reply, Tell.Contact, Tell.Body.Trim());

    public sealed class Form : TellForm
    {
        public string What { get; set; } = "";

        public string Body { get; set; } = "";

        public List<string> Ways { get; set; } = [];
    }

    public sealed class Validator : TellRules<Form>
    {
        public Validator()
            : base(form => form.What == "feedback")
        {
            RuleFor(form => form.What).Must(what => what is "feedback" or "involvement").WithMessage("Select what you want to do");
            RuleFor(form => form.Body).Must(body => !string.IsNullOrWhiteSpace(body)).When(form => form.What == "feedback").WithMessage("Enter what you think");
            Text(form => form.Body, "What you think", 4000, lines: true);
            RuleFor(form => form.Ways).NotEmpty().When(form => form.What == "involvement").WithMessage("Select how you would like to help");
        }
    }
}
