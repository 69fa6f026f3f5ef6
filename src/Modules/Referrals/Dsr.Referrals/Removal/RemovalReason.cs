namespace Dsr.Referrals;

/// <summary>Why somebody leaves the register (domain 6.2). A death has a page of its own.</summary>
internal static class RemovalReason
{
    public const string RiskReduced = "risk-reduced";
    public const string Moved = "moved";
    public const string Died = "died";

    /// <summary>"Risk reduced" means green for so many days, or a quorate meeting that agreed.</summary>
    public const int GreenDays = 90;

    public static readonly IReadOnlyList<(string Key, string Words)> Asked =
    [
        (RiskReduced, "The risk is lower and stable"),
        (Moved, "They have moved away, and somebody else has taken over"),
        ("not-criteria", "They no longer meet the criteria"),
        ("consent-ended", "Consent was withdrawn or has ended"),
        ("declined", "They do not want to be on the register"),
        ("duplicate", "They are on the register twice"),
    ];

    public static string Words(string reason) => reason == Died ? "They have died" : Asked.First(known => known.Key == reason).Words;

    /// <summary>Whether the rating alone lets "risk reduced" pass.</summary>
    public static bool GreenLongEnough(string? rating, DateOnly? since, DateOnly today) => rating == "green" && since is { } from && from.AddDays(GreenDays) <= today;
}
