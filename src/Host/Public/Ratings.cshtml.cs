using Dsr.Shared;
using Dsr.Ui;
using Microsoft.AspNetCore.Authorization;

namespace Dsr.Host.Public;

/// <summary>The ratings in the area's words.</summary>
[AllowAnonymous]
internal sealed class RatingsPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts) : PublicPage(areas, viewer, parts)
{
    protected override string Name => "ratings";
}
