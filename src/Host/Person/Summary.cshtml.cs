using Dsr.Shared;
using Dsr.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Dsr.Host.Person;

/// <summary>The summary of a person's record.</summary>
[Needs("people.read", Roles.Clinical, ReadOnly = true)]
internal sealed class SummaryPage(PersonShell shell) : PageModel, ILoads
{
    public IReadOnlyList<(string View, object Model)> Buttons { get; private set; } = [];

    public IReadOnlyList<(string View, object Model)> Insets { get; private set; } = [];

    public IReadOnlyList<(string View, object Model)> Cards { get; private set; } = [];

    public IReadOnlyList<(string View, object Model)> Aside { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Buttons = await shell.PartsAsync(PersonPlace.Button, cancellationToken);
        Insets = await shell.PartsAsync(PersonPlace.Inset, cancellationToken);
        Cards = await shell.PartsAsync(PersonPlace.Card, cancellationToken);
        Aside = await shell.PartsAsync(PersonPlace.Aside, cancellationToken);
        return true;
    }
}
