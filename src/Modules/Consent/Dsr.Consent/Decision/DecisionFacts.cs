namespace Dsr.Consent;

/// <summary>What a decision is judged against: the person, the route that was chosen, the day, the area's rules.</summary>
internal sealed record DecisionFacts(
    Guid PersonId,
    string Area,
    string FirstName,
    DateOnly BornOn,
    string KindKey,
    AuthorityState State,
    DateOnly? LastDecidedOn,
    int Version,
    DateOnly Today,
    ConsentArea Rules,
    string NoticeVersion = "",
    AssessmentSeen? Assessment = null,
    CetrRow? Cetr = null)
{
    public int AgeNow => Anniversary.Age(BornOn, Today);

    public ConsentArea.Kind? Kind => Rules.Kinds.FirstOrDefault(kind => kind.Key == KindKey);

    public DateOnly? WithdrawnOn => State.WithdrawnAt?.LondonDate();

    /// <summary>The routes to show: what is lawful at the person's age today, and what was lawful at any age at which a decision that is still in force can have been made.</summary>
    public IReadOnlyList<ConsentArea.Kind> Routes => [.. Rules.Kinds.Where(kind => Ages.Any(age => Lawful(kind, age) && CanBeInForce(kind, age)))];

    /// <summary>True when somebody else may decide for the person, if an assessment finds that they cannot (16 and over).</summary>
    public bool MayLackCapacity => Rules.LawfulAt(AgeNow).Any(kind => kind.Lacking);

    /// <summary>The ages at which a decision that is still in force can have been made: one, or two around a birthday.</summary>
    private IEnumerable<int> Ages
    {
        get
        {
            var earliest = Anniversary.Add(Today, -Rules.RenewalMonths).AddDays(1);
            var youngest = earliest < BornOn ? 0 : Anniversary.Age(BornOn, earliest);
            return Enumerable.Range(youngest, AgeNow - youngest + 1);
        }
    }

    public bool Lawful(ConsentArea.Kind kind, int age) => Rules.LawfulAt(age).Contains(kind);

    public IReadOnlyList<ConsentArea.Need> Needs(ConsentArea.Kind kind, int age)
    {
        var needs = kind.Needs.Concat(age < 18 ? kind.NeedsUnder18 ?? [] : []);
        // a child is always asked, whoever decides (domain 5.1)
        if (age < 16) needs = needs.Append(ConsentArea.Need.ChildsView);
        return [.. needs.Distinct()];
    }

    /// <summary>What the Mental Health Act 2025 s.125D adds once its switch is on: on the register only, not for a C(E)TR.</summary>
    public IReadOnlyList<ConsentArea.Need> StatutoryNeeds(ConsentArea.Kind kind, DateOnly on)
        => Cetr is not null || !Rules.IsStatutory(on) ? []
            : kind.Key is "own-consent" or "gillick" or "best-interests" ? [ConsentArea.Need.OrdinaryResidence, ConsentArea.Need.RiskFactors]
            : [ConsentArea.Need.OrdinaryResidence, ConsentArea.Need.RiskFactors, ConsentArea.Need.BoardDecision];

    /// <summary>What the page asks: all that may be needed, whichever of the ages the date turns out to be.</summary>
    public IReadOnlyList<ConsentArea.Need> Asked(ConsentArea.Kind kind) => [.. Ages.Where(age => Lawful(kind, age)).SelectMany(age => Needs(kind, age)).Concat(StatutoryNeeds(kind, Today)).Distinct()];

    // a parent's word ends with the birthday: at 16 nothing that a parent decided can still be in force
    private bool CanBeInForce(ConsentArea.Kind kind, int age) => age == AgeNow || kind.Key is not ("parental" or "care-order") || AgeNow < Rules.ParentalEndsAtAge;
}
