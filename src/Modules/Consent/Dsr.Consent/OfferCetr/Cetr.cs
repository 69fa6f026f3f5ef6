namespace Dsr.Consent;

/// <summary>A Care (Education) and Treatment Review that was offered, and what was decided about it: a decision of its own, every time (domain 5.1).</summary>
internal sealed record CetrRow(
    Guid Id, string Review, string Name, DateOnly OfferedOn, string OfferedBySignature, string? Answer, string? Kind, DateOnly? DecidedOn, string? DecidedBy, string? RecordedBySignature, DateTimeOffset? RecordedAt)
{
    public const string Sql =
        """
        select id, review, name, offered_on, offered_by_signature, answer, kind, decided_on, decided_by, recorded_by_signature, recorded_at
        from consent_cetr
        where person_id = @PersonId
        """;

    public static readonly IReadOnlyList<(string Key, string Words)> Reviews =
        [("community", "Community, before an admission"), ("post-admission", "After an admission"), ("repeat-inpatient", "Repeat, in hospital")];

    /// <summary>CETR under 18, and for an adult with an education, health and care plan; CTR for every other adult (domain 1.2).</summary>
    public static string NameFor(int age, bool hasPlan) => age < 18 || hasPlan ? "CETR" : "CTR";

    public string State => Answer switch
    {
        "yes" => "Agreed",
        "no" => "Said no",
        _ => "Not answered yet",
    };

    public string Colour => Answer switch
    {
        "yes" => "green",
        "no" => "grey",
        _ => "blue",
    };
}
