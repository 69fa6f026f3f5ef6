using System.Text.Json.Serialization;

namespace Dsr.Referrals;

/// <summary>What an area's profile says that the import must know, and which organisations are in its agreement now.</summary>
internal sealed class SheetRules
{
    private readonly Consent consent;
    private readonly ReferralsArea referrals;
    private readonly Dictionary<string, string> organisations;

    public SheetRules(Area area, IEnumerable<Signatory> signatories)
    {
        consent = area.Section<Consent>("consent");
        referrals = area.Section<ReferralsArea>("referrals");
        organisations = Known(area.Section<Agreement>("access").Organisations, [.. signatories]);
    }

    public int RenewAfterMonths => consent.RenewalMonths;

    public int ParentalEndsAtAge => consent.ParentalEndsAtAge;

    /// <summary>The kinds of authority open to a person of this age (domain 5.2).</summary>
    public IEnumerable<string> LawfulAt(int age) =>
        consent.Kinds.Where(kind => age >= kind.FromAge && age <= (kind.ToAge ?? int.MaxValue)).Select(kind => kind.Key);

    public string? LocalAuthority(string written) => referrals.LocalAuthority(written);

    /// <summary>The organisation that is meant, if it is in the agreement.</summary>
    public string? Organisation(string written) => organisations.GetValueOrDefault(Cell.Letters(written));

    /// <summary>The profile's organisations, without those that left the agreement since and with those that joined.</summary>
    private static Dictionary<string, string> Known(IReadOnlyList<Agreement.Organisation> profile, IReadOnlyList<Signatory> signatories)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var organisation in profile)
        {
            foreach (var spelling in (organisation.Aliases ?? []).Prepend(organisation.Name)) known.TryAdd(Cell.Letters(spelling), organisation.Name);
        }

        foreach (var left in signatories.Where(signatory => !signatory.InForce))
        {
            foreach (var spelling in known.Where(pair => pair.Value == left.Name).Select(pair => pair.Key).ToList()) known.Remove(spelling);
        }

        foreach (var joined in signatories.Where(signatory => signatory.InForce)) known.TryAdd(Cell.Letters(joined.Name), joined.Name);
        return known;
    }

    /// <summary>An organisation of which Access has told, and whether its agreement is in force today.</summary>
    public sealed record Signatory(string Name, bool InForce);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record Consent(int RenewalMonths, int ParentalEndsAtAge, IReadOnlyList<Consent.Kind> Kinds)
    {
        [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
        internal sealed record Kind(string Key, int FromAge, int? ToAge = null);
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record Agreement(IReadOnlyList<Agreement.Organisation> Organisations)
    {
        [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
        internal sealed record Organisation(string Name, IReadOnlyList<string>? Aliases = null);
    }
}
