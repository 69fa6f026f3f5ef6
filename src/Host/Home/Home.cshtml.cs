using Dsr.Shared;
using Dsr.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Dsr.Host.Home;

/// <summary>The signed-in start: parts of the modules that the viewer's role sees.</summary>
[Needs("home.read", Roles.Everyone)]
internal sealed class HomePage(IEnumerable<IHomePart> parts, Viewer viewer) : PageModel, ILoads
{
    public IReadOnlyList<(string View, object Model)> Parts { get; private set; } = [];

    public string Heading => viewer.Role == Roles.Professional ? "Your people" : "Your work";

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var loaded = new List<(string, object)>();
        foreach (var part in parts.Where(part => part.Roles.Split(',').Contains(viewer.Role)).OrderBy(part => part.Order))
            if (await part.LoadAsync(cancellationToken) is { } model)
                loaded.Add((part.View, model));
        Parts = loaded;
        return true;
    }
}
