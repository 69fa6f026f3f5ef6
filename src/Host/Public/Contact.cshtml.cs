using Dsr.Shared;
using Dsr.Ui;
using Microsoft.AspNetCore.Authorization;

namespace Dsr.Host.Public;

/// <summary>The area's contacts and hours.</summary>
[AllowAnonymous]
internal sealed class ContactPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts) : PublicPage(areas, viewer, parts)
{
    protected override string Name => "contact";
}
