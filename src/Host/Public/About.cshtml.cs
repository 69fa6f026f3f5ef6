using Dsr.Shared;
using Dsr.Ui;
using Microsoft.AspNetCore.Authorization;

namespace Dsr.Host.Public;

/// <summary>Who the register is for, by the area's criteria, and the organisations that signed its agreement.</summary>
[AllowAnonymous]
internal sealed class AboutPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts) : PublicPage(areas, viewer, parts)
{
    protected override string Name => "about";
}
