using Dsr.Shared;
using Dsr.Ui;
using Microsoft.AspNetCore.Authorization;

namespace Dsr.Host.Public;

/// <summary>The area's privacy notice: what is held, who sees it, how it is used, and rights.</summary>
[AllowAnonymous]
internal sealed class PrivacyPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts) : PublicPage(areas, viewer, parts)
{
    protected override string Name => "";
}
