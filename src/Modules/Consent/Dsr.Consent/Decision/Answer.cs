namespace Dsr.Consent;

/// <summary>Judges one answer: no error where it will do.</summary>
internal static class Answer
{
    /// <summary>A null <paramref name="missing"/> means that it may be left out.</summary>
    public static (string Field, string Error) Text(string text, string field, string? missing, string name, int most)
        => missing is not null && string.IsNullOrWhiteSpace(text) ? (field, missing)
            : text.Length > most ? (field, $"{name} must be {Words.Number(most)} characters or less")
            : (field, "");

    public static bool Known(List<string> chosen, IReadOnlyList<(string Key, string Words)> choices)
        => chosen.Count > 0 && chosen.TrueForAll(key => choices.Any(choice => choice.Key == key));
}
