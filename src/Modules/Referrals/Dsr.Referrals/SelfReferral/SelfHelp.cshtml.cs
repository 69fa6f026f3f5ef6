namespace Dsr.Referrals;

/// <summary>Get help now (8.2 step 2): the page between an answer that says danger and everything else.</summary>
[AllowAnonymous]
internal sealed class SelfHelpPage(SelfDrafts drafts, TimeProvider clock) : SelfPage(drafts), ILoads
{
    public string Next => After(SelfJourney.Safe, clock.Today());

    public Task<bool> LoadAsync(CancellationToken cancellationToken) => Drafts.OpenAsync(Id, cancellationToken);
}
