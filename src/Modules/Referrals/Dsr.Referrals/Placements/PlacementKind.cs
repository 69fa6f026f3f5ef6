namespace Dsr.Referrals;

/// <summary>Where somebody lives, by kind. A 38 or 52-week residential school or college is watched before it ends (South Yorkshire; domain 6.3).</summary>
internal static class PlacementKind
{
    public static readonly IReadOnlyList<(string Value, string Words)> All =
    [
        ("family", "With family"),
        ("own-home", "Own home"),
        ("supported-living", "Supported living"),
        ("residential-home", "Residential home"),
        ("residential-38", "38-week residential school or college"),
        ("residential-52", "52-week residential school or college"),
        ("hospital", "Hospital"),
        ("other", "Somewhere else"),
    ];

    public static string Words(string kind) => All.First(known => known.Value == kind).Words;

    /// <summary>A residential school or college: it has an end, and what comes after is planned before it.</summary>
    public static bool IsResidentialSchool(string kind) => kind is "residential-38" or "residential-52";
}
