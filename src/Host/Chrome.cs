using Dsr.Shared;
using Dsr.Ui;

namespace Dsr.Host;

/// <summary>Header, menu and footer for whoever is asking.</summary>
internal static class Chrome
{
    public static PageChrome For(IServiceProvider services)
    {
        var viewer = services.GetRequiredService<Viewer>();
        var settings = services.GetRequiredService<Settings>();
        var area = services.GetRequiredService<Areas>().TryGet(viewer.Area, out var found) ? found : null;
        return new PageChrome
        {
            UserName = viewer.IsSomebody ? viewer.Name : null,
            RoleWords = viewer.IsSomebody ? Roles.Words(viewer.Role) : null,
            Navigation = [.. services.GetServices<NavItem>()
                .Where(item => item.Roles.Split(',').Contains(viewer.Role))
                .OrderBy(item => item.Order)
                .Select(item => new ChromeLink(item.Text, item.Href))],
            Demonstration = settings.Demonstration,
            DemoAction = "/continue-as",
            OrganisationName = viewer.OrganisationName,
            Controller = area?.RegisterName ?? "Dynamic Support Register",
        };
    }
}
