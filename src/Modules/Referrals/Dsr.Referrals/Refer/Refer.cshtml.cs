namespace Dsr.Referrals;

/// <summary>Before you start (journey 8.1, step 0).</summary>
[Needs("referrals.make", Roles.Professional + "," + Roles.Team)]
internal sealed class ReferPage(Areas areas, Viewer viewer) : PageModel
{
    private readonly Area _area = areas[viewer.Area];

    public PublicArea Public => _area.Section<PublicArea>("public");

    public string RegisterName => _area.RegisterName;

    public int DraftDays => _area.Section<ReferralsArea>("referrals").DraftDays;
}
