using Dsr.Shared;
using Dsr.Ui;

namespace Dsr.Host.Person;

/// <summary>What modules contribute to the record of the open person. The shell loops; it knows no module's content.</summary>
internal sealed class PersonShell(IEnumerable<IPersonPart> parts, IEnumerable<PersonTab> tabs, CurrentPerson person, Viewer viewer)
{
    public CurrentPerson Person => person;

    public IEnumerable<PersonTab> Tabs => tabs.Where(tab => tab.Roles.Split(',').Contains(viewer.Role)).OrderBy(tab => tab.Order);

    /// <summary>The parts of a place, in order, each with its model; one that has nothing to show is left out.</summary>
    public async Task<IReadOnlyList<(string View, object Model)>> PartsAsync(PersonPlace place, CancellationToken cancellationToken)
    {
        var loaded = new List<(string, object)>();
        if (place == PersonPlace.Button && person.IsClosed) return loaded;
        foreach (var part in parts.Where(part => part.Place == place).OrderBy(part => part.Order))
            if (await part.LoadAsync(person, cancellationToken) is { } model)
                loaded.Add((part.View, model));
        return loaded;
    }
}
