namespace Dsr.Referrals;

/// <summary>The easy read: its six topics, and the self-referral.</summary>
[AllowAnonymous]
internal sealed class EasyPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts) : PublicPage(areas, viewer, parts)
{
    protected override string Name => "";
}
