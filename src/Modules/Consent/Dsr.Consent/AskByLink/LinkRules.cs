namespace Dsr.Consent;

/// <summary>Links that are sent to a person, or to who decides for a child: how long they work and whom they ask (domain 5.2).</summary>
internal static class LinkRules
{
    public const int CallBackWorkingDays = 2;

    public const int RecordWorkingDays = 5;

    /// <summary>An adult and a young person of 16 or 17 are asked themselves: nobody else's yes would count.</summary>
    public static string Respondent(int age, ConsentArea rules) => age >= rules.ParentalEndsAtAge ? "person" : "parent";

    /// <summary>The kind of authority that a yes leads to.</summary>
    public static string Kind(string respondent) => respondent == "person" ? "own-consent" : "parental";

    /// <summary>The end of the last day on which it works.</summary>
    public static DateTimeOffset ExpiresAt(DateOnly madeOn, int days) => London.StartOf(madeOn.AddDays(days + 1));
}
