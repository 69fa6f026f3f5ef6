namespace Dsr.Consent;

/// <summary>What is said of an assessment.</summary>
internal static class AssessmentWords
{
    public static string Outcome(string? outcome) => outcome switch
    {
        "has-capacity" => "Has capacity to make this decision",
        "other-cause" => "Cannot decide now, and not because of an impairment",
        "lacks-capacity" => "Lacks capacity to make this decision",
        _ => "Not finished",
    };

    public static string Key(Capacity capacity) => capacity switch
    {
        Capacity.HasCapacity => "has-capacity",
        Capacity.OtherCause => "other-cause",
        _ => "lacks-capacity",
    };

    /// <summary>A field's name in words, for what somebody else changed: <c>ExactDecision</c> is "Exact decision".</summary>
    public static string Field(string name) => string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));

    public static string Hint(AssessmentRow row) => $"{(row.State == "open" ? "Started" : Outcome(row.Outcome) + ". Recorded")} by {row.DoneBySignature ?? row.StartedBySignature}";
}
