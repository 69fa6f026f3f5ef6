namespace Dsr.Access;

/// <summary>The start of administration: what the modules offer to the viewer's role.</summary>
[Needs("admin.read", Roles.Administrator + "," + Roles.OrganisationAdministrator)]
internal sealed class AdministrationPage(IEnumerable<AdminLink> links, Viewer viewer) : PageModel
{
    public IEnumerable<AdminLink> Found => links.Where(link => link.Roles.Split(',').Contains(viewer.Role)).OrderBy(link => link.Order);
}
