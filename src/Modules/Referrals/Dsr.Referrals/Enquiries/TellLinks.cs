namespace Dsr.Referrals;

/// <summary>The ways to tell the team something, on the public pages that lead to them.</summary>
internal abstract class TellLinksPart : IPublicPart
{
    public abstract string Page { get; }

    public int Order => 90;

    public string View => "/Referrals/Enquiries/_TellLinks.cshtml";

    public Task<object?> LoadAsync(Area area, CancellationToken cancellationToken)
    {
        var rules = EnquiryRules.Of(area);
        var links = new List<(string Words, string Href)>();
        if (Page == "professional")
        {
            if (area.Section<PublicArea>("public").TrainingRequests) links.Add(("Ask for training", Links.AskTraining));
        }
        else
        {
            if (rules.Question is not null) links.Add(("Ask the DSR team a question", Links.AskQuestion));
            if (rules.Feedback is not null) links.Add(("Give feedback, or help make the register better", Links.Feedback(easy: false)));
            if (rules.Complaint is not null) links.Add(("Make a complaint", Links.Complaint(easy: false)));
        }
        return Task.FromResult<object?>(links.Count == 0 ? null : new Model(Page == "professional" ? "Training" : "Tell us on this website", links));
    }

    internal sealed record Model(string Heading, IReadOnlyList<(string Words, string Href)> All);
}

internal sealed class ContactLinksPart : TellLinksPart
{
    public override string Page => "contact";
}

internal sealed class AboutLinksPart : TellLinksPart
{
    public override string Page => "about";
}

internal sealed class TrainingLinkPart : TellLinksPart
{
    public override string Page => "professional";
}
