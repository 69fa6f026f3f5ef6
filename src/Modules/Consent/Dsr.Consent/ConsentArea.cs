namespace Dsr.Consent;

/// <summary>
/// Section <c>consent</c>: how long an authority lasts, who is reminded, and which are lawful at which age (domain 5.2). <paramref name="LinkDays"/> is how long a link that asks
/// for an answer works; <paramref name="MyEntry"/> lets a person have a page of their own, by a link that works <paramref name="MyEntryDays"/>;
/// <paramref name="Statutory"/> is the register of the Mental Health Act 2025 (s.125D): off unless its day has come.
/// </summary>
internal sealed record ConsentArea(
    int RenewalMonths,
    IReadOnlyList<ConsentArea.Stage> Reminders,
    int GraceDays,
    int ParentalEndsAtAge,
    IReadOnlyList<int> ReviewBeforeBirthdays,
    int BirthdayLeadDays,
    bool AskAfreshForEachCetr,
    IReadOnlyList<string> Statements,
    IReadOnlyList<ConsentArea.Kind> Kinds,
    int LinkDays = 14,
    bool MyEntry = false,
    int MyEntryDays = 365,
    ConsentArea.StatutoryMode? Statutory = null) : IAreaSection
{
    public static readonly IReadOnlyList<string> Known = ["own-consent", "gillick", "parental", "care-order", "lpa", "deputy", "best-interests"];

    /// <summary>What is lawful at an age, the age on the day of the decision.</summary>
    public IEnumerable<Kind> LawfulAt(int age) => Kinds.Where(kind => age >= kind.FromAge && age <= (kind.ToAge ?? int.MaxValue));

    /// <summary>True from the day on which s.125D is in force for the area.</summary>
    public bool IsStatutory(DateOnly on) => Statutory?.From is { } from && from <= on;

    public IEnumerable<AreaFault> Faults()
    {
        if (MyEntryDays is < 1 or > 730) yield return new("myEntryDays", "should be from 1 to 730");
        if (Statutory is { From: { } from } statutory && !statutory.FactorsOn(from).Any()) yield return new("statutory.riskFactors", "has none on the day it starts. Name those that the regulations specify");
        if (RenewalMonths < 1) yield return new("renewalMonths", "should be 1 or more");
        if (LinkDays is < 1 or > 90) yield return new("linkDays", "should be from 1 to 90");
        if (GraceDays < 0) yield return new("graceDays", "should be 0 or more");
        for (var at = 0; at < Kinds.Count; at++)
        {
            var kind = Kinds[at];
            if (!Known.Contains(kind.Key)) yield return new($"kinds[{at}].key", $"should be one of {string.Join(", ", Known)}");
            if (kind.FromAge < 0 || kind.ToAge < kind.FromAge) yield return new($"kinds[{at}].toAge", "should be the same as or after fromAge");
            if (kind is { Key: "parental", ToAge: null } || (kind.Key == "parental" && kind.ToAge >= ParentalEndsAtAge)) yield return new($"kinds[{at}].toAge", "should be below parentalEndsAtAge");
            if (kind.Lacking && !kind.Needs.Contains(Need.CapacityTest)) yield return new($"kinds[{at}].needs", "should hold capacity-test: this kind is for people who lack capacity");
            if (kind is { Lacking: true, FromAge: < 16 }) yield return new($"kinds[{at}].fromAge", "should be 16 or more (Mental Capacity Act 2005 s.2(5))");
        }

        if (Kinds.DistinctBy(kind => kind.Key).Count() != Kinds.Count) yield return new("kinds", "has a key twice. Give each its own");
        if (Enumerable.Range(0, 100).FirstOrDefault(age => !LawfulAt(age).Any(), -1) is >= 0 and var gap) yield return new("kinds", $"has nothing lawful at age {gap}");
    }

    /// <summary>Days before the authority ends, and who is told then.</summary>
    internal sealed record Stage(int DaysBefore, IReadOnlyList<Recipient> To);

    /// <summary>The register of s.125D. Its risk factors are those that regulations specify, each from its day.</summary>
    internal sealed record StatutoryMode(IReadOnlyList<RiskFactor> RiskFactors, DateOnly? From = null)
    {
        public IEnumerable<RiskFactor> FactorsOn(DateOnly on) => RiskFactors.Where(factor => factor.From <= on && (factor.To is null || on <= factor.To));
    }

    internal sealed record RiskFactor(string Key, string Words, DateOnly From, DateOnly? To = null);

    internal enum Recipient
    {
        Owner,
        Team,
    }

    /// <param name="Words">On the page's radio.</param>
    /// <param name="Who">Who decides, in words: "{Who} decided on …".</param>
    /// <param name="Lacking">Open only when the person was found to lack capacity.</param>
    /// <param name="Needs">What else must be recorded.</param>
    /// <param name="NeedsUnder18">And this, when under 18 on the day.</param>
    internal sealed record Kind(
        string Key,
        string Words,
        string Who,
        int FromAge,
        bool Lacking,
        IReadOnlyList<Need> Needs,
        int? ToAge = null,
        IReadOnlyList<Need>? NeedsUnder18 = null);

    internal enum Need
    {
        CompetenceHow,
        CompetenceBy,
        Relationship,
        ParentalResponsibilityBasis,
        LegalOrder,
        ChildsView,
        DocumentSeen,
        DocumentRegistered,
        DocumentScope,
        NotCompetent,
        ParentsView,
        OrdinaryResidence,
        RiskFactors,
        BoardDecision,
        CapacityTest,
        BestInterestsChecklist,
        ParentsConsulted,
    }
}
