using Dsr.Shared;
using Dsr.Ui;
using Microsoft.AspNetCore.Authorization;

namespace Dsr.Host.Public;

/// <summary>What the register is, who it is for, and what to do next.</summary>
[AllowAnonymous]
internal sealed class StartPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts) : PublicPage(areas, viewer, parts)
{
    protected override string Name => "start";
}
