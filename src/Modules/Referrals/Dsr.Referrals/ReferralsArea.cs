namespace Dsr.Referrals;

/// <summary>Section <c>referrals</c>: who may be referred, by which way, and the clocks of a referral and an entry.</summary>
/// <param name="OptionalFields">The questions that a professional's referral asks here beyond the least.</param>
/// <param name="Sheet">How the area's spreadsheet is written, for its import.</param>
/// <param name="KeyworkerUpperAge">Keyworking and peer support are for people up to and with this age (domain 1.9: under 25, or 0 to 25).</param>
/// <param name="KeyworkerEndsLeadDays">So many days before it ends, what comes after is asked for.</param>
/// <param name="DecisionWorkingDays">How long the team takes to answer what is not a referral, such as a request for removal.</param>
internal sealed record ReferralsArea(
    IReadOnlyList<ReferralsArea.Place> LocalAuthorities,
    ReferralsArea.CriteriaList Criteria,
    ReferralsArea.DiagnosisRule Diagnosis,
    IReadOnlyList<ReferralsArea.Choice> Routes,
    IReadOnlyList<string> OptionalFields,
    ReferralClocks Clocks,
    int DecisionWorkingDays,
    int ContactWorkingDays,
    int DraftDays,
    int SelfReferralDraftDays,
    ReferralsArea.RatingDays ReviewDays,
    ReferralsArea.StaleStages StaleReminders,
    int KeyworkerUpperAge,
    int KeyworkerEndsLeadDays,
    EnquiryRules Enquiries,
    int ResidentialAlertMonths,
    bool ReallocateOnDischarge,
    OwnWords? Sheet = null) : IAreaSection
{
    public const string SomethingElse = "something-else";

    /// <summary>The ways by which a professional refers here (S2: GP, SENCO, health professional).</summary>
    public IReadOnlyList<Choice> ProfessionalRoutes => [.. Routes.Where(route => route.Key is not ("self" or "parent" or "carer"))];

    /// <summary>Whether the area collects this optional answer.</summary>
    public bool Asks(string field) => OptionalFields.Contains(field);

    /// <summary>The authority of this area that people mean by these words, or null.</summary>
    public string? LocalAuthority(string? written)
    {
        var key = NameKey.Of(written);
        return LocalAuthorities.FirstOrDefault(place => NameKey.Of(place.Name) == key || place.Aliases.Any(alias => NameKey.Of(alias) == key))?.Name;
    }

    public IEnumerable<AreaFault> Faults()
    {
        if (LocalAuthorities.Count == 0) yield return new("localAuthorities", "is empty. Name at least one");
        if (Criteria.Items.Count == 0 || Criteria.Items[^1].Key != SomethingElse) yield return new("criteria.items", $"should end with the key {SomethingElse}");
        if (Criteria.Items.DistinctBy(item => item.Key).Count() != Criteria.Items.Count) yield return new("criteria.items", "has a key twice. Give each its own");
        if (Criteria.Needed < 1 || Criteria.Needed > Criteria.Items.Count) yield return new("criteria.needed", "should be between 1 and the number of criteria");
        foreach (var field in OptionalFields.Where(field => !Referrals.OptionalFields.Known.Contains(field)))
            yield return new("optionalFields", $"has {field}, which no question of a referral is called. Use {string.Join(", ", Referrals.OptionalFields.Known.Order(StringComparer.Ordinal))}");
        foreach (var fault in Clocks.Faults()) yield return fault;
        foreach (var fault in Enquiries.Faults()) yield return fault with { Path = $"enquiries.{fault.Path}" };
        foreach (var fault in Sheet?.Faults() ?? []) yield return fault with { Path = $"sheet.{fault.Path}" };
        if (KeyworkerUpperAge is < 0 or > 120) yield return new("keyworkerUpperAge", "should be an age, as 25");
        if (KeyworkerEndsLeadDays < 1) yield return new("keyworkerEndsLeadDays", "should be 1 or more");
        if (DecisionWorkingDays < 1) yield return new("decisionWorkingDays", "should be 1 or more");
        if (new[] { ReviewDays.Red, ReviewDays.Amber, ReviewDays.Green, ReviewDays.Blue }.Any(days => days < 1)) yield return new("reviewDays", "should be 1 or more for each rating");
        if (Diagnosis.Statuses.Any(status => status is not ("confirmed" or "on-assessment-pathway" or "clinically-understood"))) yield return new("diagnosis.statuses", "should be of confirmed, on-assessment-pathway, clinically-understood");
    }

    internal sealed record Place(string Name, IReadOnlyList<string> Aliases);

    internal sealed record Choice(string Key, string Words);

    /// <param name="Exhaustive">False: the page says that this is not a full list.</param>
    internal sealed record CriteriaList(int Needed, bool Exhaustive, string Question, IReadOnlyList<Criterion> Items);

    /// <param name="Words">As a professional reads it.</param>
    /// <param name="Plain">As a person who refers themselves reads it.</param>
    internal sealed record Criterion(string Key, string Words, string Plain);

    /// <param name="Primary">The diagnosis must be the main one.</param>
    /// <param name="Statuses">What is enough: confirmed, on-assessment-pathway, clinically-understood.</param>
    internal sealed record DiagnosisRule(string Words, bool Primary, IReadOnlyList<string> Statuses);

    /// <summary>Days after the last update by a person on which the next is due.</summary>
    internal sealed record RatingDays(int Red, int Amber, int Green, int Blue)
    {
        /// <summary>An entry not rated yet is looked at as often as a red one.</summary>
        public int Of(string? rating) => rating switch { "amber" => Amber, "green" => Green, "blue" => Blue, _ => Red };
    }

    internal sealed record StaleStages(IReadOnlyList<Stage> Red, IReadOnlyList<Stage> Other)
    {
        public IReadOnlyList<Stage> Of(string? rating) => rating == "red" ? Red : Other;
    }

    /// <summary>Calendar days after the update fell due, and who is told then.</summary>
    internal sealed record Stage(int DaysAfter, Recipient To);

    internal enum Recipient
    {
        Owner,
        Manager,
        Team,
    }
}
