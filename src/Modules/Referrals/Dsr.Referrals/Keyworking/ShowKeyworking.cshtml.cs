namespace Dsr.Referrals;

/// <summary>Whether somebody can be referred to keyworking or peer support, with the reasons, and how each referral stands.</summary>
[Needs("people.read", Roles.Clinical, ReadOnly = true)]
internal sealed class ShowKeyworkingPage(Db db, Entry entry, CurrentPerson person, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    public string Reference => person.Reference;

    public bool IsClosed => person.IsClosed;

    public IReadOnlyList<KeyworkingReferral> All { get; private set; } = [];

    public IReadOnlyList<KeyworkingReason> Reasons { get; private set; } = [];

    public bool MayRefer => KeyworkingRules.Allow(Reasons);

    public DateOnly? LastDay { get; private set; }

    public bool EndsSoon { get; private set; }

    public int UpperAge => KeyworkingRules.UpperAge(Area);

    private Area Area => areas[person.Area];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await entry.ReadAsync(cancellationToken) is not { } row) return false;
        All = await KeyworkingReferral.OfAsync(db, person.Id, cancellationToken);
        Reasons = KeyworkingRules.Reasons(await KeyworkingReferral.FactsAsync(db, row, person.Id, All, clock.Today(), cancellationToken), Area);
        if (row.BornOn is { } born) (LastDay, EndsSoon) = (KeyworkingRules.LastDay(born, Area), KeyworkingRules.EndsSoon(born, clock.Today(), Area));
        return true;
    }

    /// <summary>As the area puts it; a kind that an area no longer knows stands by its key.</summary>
    public string AgreedWords(string kind) => Area.Section<AgreeingKinds>("consent").Kinds.FirstOrDefault(known => known.Key == kind)?.Words ?? kind;
}
