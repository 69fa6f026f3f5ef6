namespace Dsr.Referrals;

/// <summary>The answers that the tasks of a draft offer.</summary>
internal static class DraftWords
{
    public const string AnotherAuthority = "Another local authority";

    public static readonly IReadOnlyList<string> LivesIn =
        ["With family or carers", "In their own home", "Supported living", "Residential care", "Residential school or college", "In a mental health hospital", "Somewhere temporary, or homeless", "Somewhere else"];

    public static readonly IReadOnlyList<string> Education =
        ["Not in education", "Day school or college", "38-week residential school or college", "52-week residential school or college", "Out of school, or excluded", "I do not know"];

    public static readonly IReadOnlyList<string> Keyworker = ["Yes", "Referred, not started", "Declined", "No", "Does not apply"];

    public static readonly IReadOnlyList<string> Legal =
    [
        "Section 117 aftercare", "Community treatment order", "Guardianship", "Deprivation of liberty authorisation", "Looked-after child", "Child protection plan", "Child in need",
        "Education, health and care plan", "Involved with the criminal justice system", "Safeguarding enquiry", "Care Programme Approach",
    ];

    public static readonly IReadOnlyList<string> MentalHealthAct =
        ["Not in hospital under the Act", "Detained for assessment (section 2)", "Detained for treatment (section 3)", "Detained under another section", "In hospital, not detained", "I do not know"];

    public static readonly IReadOnlyList<string> Formats = ["Easy read", "Large print", "Audio", "Another language", "Pictures or symbols", "Plain text"];

    public static readonly IReadOnlyList<string> AskedAboutCetr = ["Asked, and said yes", "Asked, and said no", "Not asked yet"];

    public static readonly IReadOnlyList<(string Key, string Words, string Hint)> Urgencies =
    [
        ("urgent", "Today or the next working day", "Things are getting worse quickly"),
        ("soon", "This week", "It will get worse without help soon"),
        ("routine", "In the usual time", "The team's usual time is soon enough"),
    ];

    public static string Urgency(string? key) => Urgencies.FirstOrDefault(each => each.Key == key).Words ?? "";

    public static bool IsPhone(string phone)
        => phone.Length <= 30 && phone.Count(char.IsAsciiDigit) >= 10 && phone.All(letter => char.IsAsciiDigit(letter) || " +()-".Contains(letter, StringComparison.Ordinal));

    public static readonly IReadOnlyList<string> EthnicGroups =
    [
        "", "White: English, Welsh, Scottish, Northern Irish or British", "White: Irish", "White: Gypsy or Irish Traveller", "White: Roma", "White: any other White background",
        "Mixed: White and Black Caribbean", "Mixed: White and Black African", "Mixed: White and Asian", "Mixed: any other mixed background",
        "Asian: Indian", "Asian: Pakistani", "Asian: Bangladeshi", "Asian: Chinese", "Asian: any other Asian background",
        "Black: Caribbean", "Black: African", "Black: any other Black background", "Arab", "Any other ethnic group", "Prefer not to say", "Not known",
    ];

    public static string Status(string status) => status switch
    {
        "confirmed" => "Confirmed",
        "on-assessment-pathway" => "On an assessment pathway",
        "clinically-understood" => "Clinically understood",
        _ => status,
    };

    public static string Diagnosis(string diagnosis) => diagnosis switch
    {
        "learning-disability" => "Learning disability",
        "autism" => "Autism",
        "both" => "Learning disability and autism",
        _ => "Not known",
    };
}
