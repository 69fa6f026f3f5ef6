namespace Dsr.Consent;

/// <summary>An authority as it stands on a day: computed whenever it is read, so that a lapse needs no job (security.md T14).</summary>
internal sealed record AuthorityState(string? Kind, DateOnly? EndsOn, DateTimeOffset? WithdrawnAt, DateOnly Today, DateTimeOffset? DiffersAt = null)
{
    private const int SoonDays = 60;

    public bool IsWithdrawn => WithdrawnAt is not null;

    /// <summary>Two people with a say answered differently: no authority until that is settled.</summary>
    public bool Differs => DiffersAt is not null;

    public bool IsRecorded => Kind is not null;

    public bool HasEnded => IsRecorded && !IsWithdrawn && !Differs && EndsOn < Today;

    public bool InForce => IsRecorded && !IsWithdrawn && !Differs && !HasEnded;

    public bool EndsSoon => InForce && DaysLeft <= SoonDays;

    public int DaysLeft => EndsOn is { } last ? last.DayNumber - Today.DayNumber : 0;

    /// <summary>The status word of ui.md 5.3.</summary>
    public string Word =>
        Differs ? "Answers differ"
        : IsWithdrawn ? "Withdrawn"
        : !IsRecorded ? "Not recorded"
        : HasEnded ? "Ended"
        : EndsSoon ? Left
        : Kind == "best-interests" ? "Best interests decision"
        : "Consent given";

    /// <summary>Its tag's colour.</summary>
    public string Colour => !InForce ? "red" : EndsSoon ? "orange" : "green";

    private string Left => DaysLeft switch
    {
        0 => "Ends today",
        1 => "Ends in 1 day",
        var days => $"Ends in {days} days",
    };
}
