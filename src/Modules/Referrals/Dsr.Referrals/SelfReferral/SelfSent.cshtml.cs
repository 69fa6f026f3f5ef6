using System.Text.Json.Serialization;

namespace Dsr.Referrals;

/// <summary>We have your referral (8.2 step 14): the reference, and what happens next by when.</summary>
[AllowAnonymous]
internal sealed class SelfSentPage(SelfDrafts drafts) : SelfPage(drafts), ILoads
{
    public ReferralsArea Clocks => Area.Section<ReferralsArea>("referrals");

    public DateOnly SentOn => Draft.SentAt!.Value.LondonDate();

    public DateOnly ContactBy => SentOn.AddWorkingDays(Clocks.ContactWorkingDays);

    public DateOnly DecideBy => Clocks.Clocks.Decision.DueOn(Draft.SentAt!.Value);

    public int FeedbackWorkingDays => Area.Section<Feedback>("meetings").FeedbackWorkingDays;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken) => await Drafts.OpenAsync(Id, cancellationToken) && Draft.IsSent;

    /// <summary>Section <c>meetings</c>, which Meetings checks: when whoever referred hears what a meeting said.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record Feedback(int FeedbackWorkingDays);
}
