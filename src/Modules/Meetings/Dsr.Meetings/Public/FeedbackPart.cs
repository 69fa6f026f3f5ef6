namespace Dsr.Meetings;

/// <summary>Where a referral is talked about and when the answer comes, for anyone.</summary>
internal sealed class FeedbackPart : IPublicPart
{
    public string Page => "start";

    public int Order => 20;

    public string View => "/Meetings/Public/Feedback.cshtml";

    public Task<object?> LoadAsync(Area area, CancellationToken cancellationToken) => Task.FromResult<object?>(area.Section<MeetingsArea>("meetings"));
}
