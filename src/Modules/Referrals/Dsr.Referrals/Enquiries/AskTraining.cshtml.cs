using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Dsr.Referrals;

/// <summary>A professional, with an account or without, asks for training (Staffordshire: "If you would like to attend some training on the DSR …").</summary>
[AllowAnonymous]
internal sealed class AskTrainingPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts, Db db, PublicTries tries, SendEnquiry send) : TellPage(areas, viewer, parts, db, tries, send)
{
    private const int MostPeople = 500;

    [BindProperty]
    public Form Tell { get; set; } = new();

    public override bool Offered => Words.TrainingRequests;

    public bool IsLoggedIn => Viewer.IsSomebody;

    protected override Told Told => new("training", Tell.Name.Trim(), Tell.Organisation.Trim(), Tell.Reply, Tell.Contact, Tell.Body.Trim(), $"People: {Tell.People.Trim()}");

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (Viewer.IsSomebody && HttpMethods.IsGet(Request.Method))
        {
            (Tell.Name, Tell.Organisation, Tell.Reply) = (Viewer.Name, Viewer.OrganisationName, "email");
            Tell.Email = await Db.FirstAsync<string>("select email from referrals_user where user_id = @UserId", new { Viewer.UserId }, cancellationToken) ?? "";
        }
        return await base.LoadAsync(cancellationToken);
    }

    public sealed class Form : TellForm
    {
        public string Organisation { get; set; } = "";

        public string People { get; set; } = "";

        public string Body { get; set; } = "";
    }

    public sealed class Validator : TellRules<Form>
    {
        public Validator()
            : base(_ => false)
        {
            RuleFor(form => form.Organisation).Must(organisation => !string.IsNullOrWhiteSpace(organisation)).WithMessage("Enter your organisation and team");
            Text(form => form.Organisation, "Organisation and team", 150, lines: false);
            RuleFor(form => form.People).Must(people => int.TryParse(people, NumberStyles.None | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostPeople)
                .WithMessage($"Enter how many people would come, from 1 to {MostPeople}");
            Text(form => form.Body, "What the training should cover", 1000, lines: true);
        }
    }
}
