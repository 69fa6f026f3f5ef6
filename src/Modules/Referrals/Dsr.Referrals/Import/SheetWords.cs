namespace Dsr.Referrals;

/// <summary>The spellings that teams use for the few things that are chosen from a list.</summary>
internal static class SheetWords
{
    private static readonly Dictionary<string, string> Ratings = Spelt(
        ("red", ["r"]),
        ("amber", ["a"]),
        ("green", ["g"]),
        ("blue", ["b", "blue - inpatient", "inpatient"]),
        ("", ["not rated", "not yet rated", "unrated"]));

    private static readonly Dictionary<string, string> Diagnoses = Spelt(
        ("learning-disability", ["LD", "learning disability", "learning disabilities", "learning disabled"]),
        ("autism", ["autistic", "ASD", "ASC", "autistic person", "autism spectrum disorder", "autism spectrum condition", "autistic spectrum disorder"]),
        ("both", ["LD & autism", "LD and autism", "LD / autism", "LD + autism", "LD & ASD", "LD and ASD", "LDA", "LD/A", "autism and LD", "ASD and LD",
            "learning disability and autism", "learning disability & autism", "learning disabilities and autism", "autism and learning disability"]));

    private static readonly Dictionary<string, string> Authorities = Spelt(
        ("own", ["consent", "yes - own consent", "own consent", "yes", "self", "person", "the person", "consent given", "personal consent"]),
        ("gillick", ["gillick competent", "child", "the child", "young person", "fraser"]),
        ("parental", ["parent", "parents", "parental consent", "parent consent", "parental responsibility", "mother", "father", "guardian", "parent / guardian", "parent/carer", "PR",
            "person with parental responsibility"]),
        ("care-order", ["care order", "local authority", "LA", "corporate parent"]),
        ("lpa", ["LPA", "lasting power of attorney", "attorney", "health and welfare LPA"]),
        ("deputy", ["court appointed deputy", "welfare deputy", "court of protection deputy"]),
        ("best-interests", ["best interest", "best interests decision", "best interests meeting", "BI", "BI decision", "BI meeting"]));

    /// <summary>red, amber, green or blue; empty where it says that there is none yet; null where it says anything else.</summary>
    public static string? Rating(string text) => text.Length == 0 ? "" : Ratings.GetValueOrDefault(Cell.Letters(text));

    public static string? Diagnosis(string text) => Diagnoses.GetValueOrDefault(Cell.Letters(text));

    /// <summary>
    /// The kinds of authority of an area profile that the words can mean; none where they mean nothing. Who agreed "themselves" was an adult with
    /// capacity or a child competent to decide: their age says which.
    /// </summary>
    public static IReadOnlyList<string> Authority(string text) => Authorities.GetValueOrDefault(Cell.Letters(text)) switch
    {
        null => [],
        "own" => ["own-consent", "gillick"],
        var kind => [kind],
    };

    private static Dictionary<string, string> Spelt(params (string Word, string[] Spellings)[] words) => words
        .SelectMany(entry => entry.Spellings.Append(entry.Word).Select(spelling => (Letters: Cell.Letters(spelling), entry.Word)))
        .Where(pair => pair.Letters.Length > 0)
        .DistinctBy(pair => pair.Letters)
        .ToDictionary(pair => pair.Letters, pair => pair.Word, StringComparer.Ordinal);
}
