namespace Dsr.Rating;

/// <summary>The ratings and their choices as shown, and the order that the scheme gives them.</summary>
internal static class RatingWords
{
    public static readonly IReadOnlyList<(string Key, string Words)> LegalStatus =
        [("informal", "Informal"), ("section-2", "Section 2"), ("section-3", "Section 3"), ("forensic", "Part 3 (forensic)"), ("other", "Other"), ("not-known", "Not known")];

    public static readonly IReadOnlyList<(string Key, string Words)> ReviewBefore =
        [("cetr", "Yes, a Care (Education) and Treatment Review"), ("laep", "Yes, a Local Area Emergency Protocol meeting"), ("none", "No"), ("not-known", "Not known")];

    public static string Of(IReadOnlyList<(string Key, string Words)> choices, string key) => choices.FirstOrDefault(choice => choice.Key == key).Words ?? key;

    public static bool Has(IReadOnlyList<(string Key, string Words)> choices, string key) => choices.Any(choice => choice.Key == key);

    public static string Colour(string? rating) => rating switch
    {
        "red" => "Red",
        "amber" => "Amber",
        "green" => "Green",
        "blue" => "Blue",
        _ => "Not rated",
    };

    /// <summary>True when the risk is said to be lower than before.</summary>
    public static bool IsDown(string? from, string to) => from is not null && Urgency(to) < Urgency(from);

    /// <summary>Hospital is above red: an admission is a move up, a discharge one down.</summary>
    public static int Urgency(string rating) => rating switch { "blue" => 4, "red" => 3, "amber" => 2, "green" => 1, _ => 0 };
}
