using Dsr.Shared;
using Dsr.Ui;
using Microsoft.AspNetCore.Authorization;

namespace Dsr.Host.Public;

/// <summary>What a professional needs before they refer.</summary>
[AllowAnonymous]
internal sealed class ProfessionalPage(Areas areas, Viewer viewer, IEnumerable<IPublicPart> parts) : PublicPage(areas, viewer, parts)
{
    protected override string Name => "professional";
}
