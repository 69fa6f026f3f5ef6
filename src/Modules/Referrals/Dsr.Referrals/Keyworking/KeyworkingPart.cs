namespace Dsr.Referrals;

/// <summary>On the summary: whether a keyworker or peer supporter is there, asked for or could be. Nothing where somebody is too old and was never referred.</summary>
internal sealed class KeyworkingPart(Entry entry, Db db, Areas areas, TimeProvider clock) : IPersonPart
{
    public PersonPlace Place => PersonPlace.Card;

    public int Order => 55;

    public string View => "/Referrals/Keyworking/_Keyworking.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { } row) return null;
        var area = areas[person.Area];
        var ofAge = KeyworkingRules.IsOfAge(row.BornOn, clock.Today(), area);
        if (person.IsClosed || (!ofAge && row.Keyworking is null)) return null;
        // the entry says whether one is open: most have none, and need no look
        var open = row.Keyworking is null ? [] : (await KeyworkingReferral.OfAsync(db, person.Id, cancellationToken)).Where(each => each.IsOpen).ToList();
        return new Model(open, row.BornOn is { } born && KeyworkingRules.EndsSoon(born, clock.Today(), area) ? KeyworkingRules.LastDay(born, area) : null, Links.Person.Page(person.Reference, "keyworking"));
    }

    internal sealed record Model(IReadOnlyList<KeyworkingReferral> Open, DateOnly? EndsSoonOn, string Href);
}
