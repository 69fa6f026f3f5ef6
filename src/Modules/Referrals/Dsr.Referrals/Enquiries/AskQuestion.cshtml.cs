namespace Dsr.Referrals;

/// <summary>Anyone asks the team a question (Nottinghamshire: "If you have an enquiry about the DSR, you can contact …").</summary>
[AllowAnonymous]
internal sealed class AskQuestionPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts, Db db, PublicTries tries, SendEnquiry send) : TellPage(areas, viewer, parts, db, tries, send)
{
    [BindProperty]
    public Form Tell { get; set; } = new();

    public override bool Offered => Rules.Question is not null;

    protected override Told Told => new("question", Tell.Name.Trim(), "", Tell.Reply, Tell.Contact, Tell.Body.Trim());

    public sealed class Form : TellForm
    {
        public string Body { get; set; } = "";
    }

    public sealed class Validator : TellRules<Form>
    {
        public Validator()
            : base(_ => false)
        {
            RuleFor(form => form.Body).Must(body => !string.IsNullOrWhiteSpace(body)).WithMessage("Enter what you want to know");
            Text(form => form.Body, "Question", 2000, lines: true);
        }
    }
}
