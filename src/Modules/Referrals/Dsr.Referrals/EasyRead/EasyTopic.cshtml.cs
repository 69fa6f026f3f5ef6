namespace Dsr.Referrals;

/// <summary>One topic of the easy read: picture left, words right, and it prints on A4.</summary>
[AllowAnonymous]
internal sealed class EasyTopicPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts) : PublicPage(areas, viewer, parts)
{
    public EasyTopic Topic { get; private set; } = null!;

    public EasyTopic? Next { get; private set; }

    public IReadOnlyList<EasyRow> Rows { get; private set; } = [];

    protected override string Name => "";

    public override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var at = EasyTopics.All.ToList().FindIndex(topic => topic.Key == RouteData.Values["topic"] as string);
        if (at < 0) return false;
        Topic = EasyTopics.All[at];
        Next = EasyTopics.All.ElementAtOrDefault(at + 1);
        await base.LoadAsync(cancellationToken);
        if (Area is not null) Rows = Topic.Rows(new EasyFacts(Words, Area.Section<ReferralsArea>("referrals"), Area.Section<SelfSentPage.Feedback>("meetings").FeedbackWorkingDays));
        return true;
    }
}
