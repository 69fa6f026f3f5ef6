using System.Text.Json.Serialization;

namespace Dsr.Referrals;

/// <summary>What decides whether somebody can be referred to keyworking or peer support.</summary>
/// <param name="Open">Services to which a referral is open already.</param>
/// <param name="Known">Who is named as their keyworker, or null.</param>
internal sealed record KeyworkingFacts(DateOnly? BornOn, DateOnly Today, bool OnRegister, DateOnly? AuthorityEndsOn, bool Withdrawn, string? Rating, IReadOnlyList<string> Open, string? Known);

/// <summary>One reason in words; what bars is not met and keeps them from being referred.</summary>
internal sealed record KeyworkingReason(bool Met, string Words, bool Bars = true);

/// <summary>Keyworking and peer support (Nottinghamshire, Sunderland, Northamptonshire: aged 0 to 25, on the register; domain 1.9): who can be referred, to what, and why or why not.</summary>
internal static class KeyworkingRules
{
    public static IReadOnlyList<KeyworkingReason> Reasons(KeyworkingFacts facts, Area area)
    {
        var upper = UpperAge(area);
        var reasons = new List<KeyworkingReason>
        {
            facts.BornOn is { } born
                ? new(IsOfAge(born, facts.Today, area), $"Their age is {Words.Age(born, facts.Today)}. Keyworking and peer support are for people aged 0 to {upper}")
                : new(false, $"Their date of birth is not known. Keyworking and peer support are for people aged 0 to {upper}"),
            new(facts.OnRegister, facts.OnRegister ? "They are on the register" : "They are not on the register"),
            facts is { Withdrawn: false, AuthorityEndsOn: { } ends } && ends >= facts.Today
                ? new(true, $"Consent or a best interests decision is in force until {Words.Date(ends)}")
                : new(false, "No consent or best interests decision is in force"),
        };
        var offered = Services(area);
        if (offered.Count == 0) reasons.Add(new(false, "This area offers neither keyworking nor peer support"));
        else if (Left(facts, area).Count == 0) reasons.Add(new(false, $"They are referred already to {string.Join(" and ", facts.Open)}"));
        else reasons.Add(new(true, $"This area offers {string.Join(" and ", offered.Select(service => service.Name))}"));

        reasons.Add(facts.Rating is "red" or "amber"
            ? new(true, $"They are rated {facts.Rating}: a keyworker referral follows, if they have no keyworker yet", Bars: false)
            : new(false, "They are not rated red or amber: refer them if it would help", Bars: false));
        if (facts.Known is { } known) reasons.Add(new(false, $"{known} is their keyworker already", Bars: false));
        return reasons;
    }

    public static bool Allow(IEnumerable<KeyworkingReason> reasons) => reasons.All(reason => reason.Met || !reason.Bars);

    /// <summary>The services to which they are not referred yet.</summary>
    public static IReadOnlyList<PublicArea.Service> Left(KeyworkingFacts facts, Area area) => [.. Services(area).Where(service => !facts.Open.Contains(service.Name))];

    public static IReadOnlyList<PublicArea.Service> Services(Area area) => area.Section<PublicArea>("public").Terms.Keyworking;

    public static bool IsOfAge(DateOnly? bornOn, DateOnly today, Area area) => Services(area).Count > 0 && bornOn is { } born && Anniversary.Age(born, today) <= UpperAge(area);

    /// <summary>The day before the birthday on which they are too old.</summary>
    public static DateOnly LastDay(DateOnly bornOn, Area area)
    {
        var birthday = bornOn.AddYears(UpperAge(area) + 1);
        // born on 29 February, one turns a year older on 1 March
        return Anniversary.Age(bornOn, birthday) > UpperAge(area) ? birthday.AddDays(-1) : birthday;
    }

    /// <summary>Nobody born on this day or before is young enough.</summary>
    public static DateOnly TooOldBornOn(DateOnly today, Area area) => today.AddYears(-(UpperAge(area) + 1));

    /// <summary>From the lead days before its last day on, what comes after is asked for.</summary>
    public static bool EndsSoon(DateOnly bornOn, DateOnly today, Area area) => LastDay(bornOn, area).AddDays(-LeadDays(area)) <= today;

    public static int LeadDays(Area area) => area.Section<ReferralsArea>("referrals").KeyworkerEndsLeadDays;

    public static int UpperAge(Area area) => area.Section<ReferralsArea>("referrals").KeyworkerUpperAge;
}

/// <summary>Who may agree at which age. Section <c>consent</c>, which Consent checks: agreeing to a referral is as lawful as agreeing to be on the register.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record AgreeingKinds(IReadOnlyList<AgreeingKinds.Kind> Kinds)
{
    public IReadOnlyList<Kind> At(int age) => [.. Kinds.Where(kind => age >= kind.FromAge && age <= (kind.ToAge ?? int.MaxValue))];

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record Kind(string Key, string Words, int FromAge, IReadOnlyList<string> Needs, int? ToAge = null)
    {
        /// <summary>A child is asked too, whoever decides (South Yorkshire).</summary>
        public bool AsksTheChild => Needs.Contains("childs-view");
    }
}
