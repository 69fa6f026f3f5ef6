namespace Dsr.Referrals;

/// <summary>The spellings that teams use for headings and for the few things that are chosen from a list: the usual ones, an area's own and a mapping file's. The latter win.</summary>
internal sealed class SheetWords
{
    private const string NotRated = "not-rated";

    private static readonly (string, string[])[] UsualRatings =
    [
        ("red", ["r"]),
        ("amber", ["a"]),
        ("green", ["g"]),
        ("blue", ["b", "blue - inpatient", "inpatient"]),
        (NotRated, ["not rated", "not yet rated", "unrated"]),
    ];

    private static readonly (string, string[])[] UsualDiagnoses =
    [
        ("learning-disability", ["LD", "learning disability", "learning disabilities", "learning disabled"]),
        ("autism", ["autistic", "ASD", "ASC", "autistic person", "autism spectrum disorder", "autism spectrum condition", "autistic spectrum disorder"]),
        ("both", ["LD & autism", "LD and autism", "LD / autism", "LD + autism", "LD & ASD", "LD and ASD", "LDA", "LD/A", "autism and LD", "ASD and LD",
            "learning disability and autism", "learning disability & autism", "learning disabilities and autism", "autism and learning disability"]),
    ];

    private static readonly (string, string[])[] UsualAuthorities =
    [
        ("own", ["consent", "yes - own consent", "own consent", "yes", "self", "person", "the person", "consent given", "personal consent"]),
        ("gillick", ["gillick competent", "child", "the child", "young person", "fraser"]),
        ("parental", ["parent", "parents", "parental consent", "parent consent", "parental responsibility", "mother", "father", "guardian", "parent / guardian", "parent/carer", "PR",
            "person with parental responsibility"]),
        ("care-order", ["care order", "local authority", "LA", "corporate parent"]),
        ("lpa", ["LPA", "lasting power of attorney", "attorney", "health and welfare LPA"]),
        ("deputy", ["court appointed deputy", "welfare deputy", "court of protection deputy"]),
        ("best-interests", ["best interest", "best interests decision", "best interests meeting", "BI", "BI decision", "BI meeting"]),
    ];

    public static readonly IReadOnlyList<string> RatingKeys = Keys(UsualRatings);
    public static readonly IReadOnlyList<string> DiagnosisKeys = Keys(UsualDiagnoses);
    public static readonly IReadOnlyList<string> AuthorityKeys = Keys(UsualAuthorities);
    public static readonly string ColumnNames = string.Join(", ", Enum.GetValues<Column>().Select(Columns.Words));
    public static readonly SheetWords Usual = new();

    private readonly Dictionary<string, Column> headings = new(StringComparer.Ordinal);
    private readonly HashSet<string> leftOut = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> ratings;
    private readonly Dictionary<string, string> diagnoses;
    private readonly Dictionary<string, string> authorities;

    public SheetWords(params OwnWords?[] own)
    {
        var theirs = own.OfType<OwnWords>().ToList();
        foreach (var (heading, column) in Columns.Known) headings[Cell.Letters(heading)] = column;
        foreach (var words in theirs)
        {
            foreach (var heading in words.LeaveOut ?? []) leftOut.Add(Cell.Letters(heading));
            foreach (var (name, spellings) in words.Headings ?? new Dictionary<string, IReadOnlyList<string>>())
            {
                foreach (var spelling in spellings)
                {
                    headings[Cell.Letters(spelling)] = Usual.Heading(name)!.Value;
                    leftOut.Remove(Cell.Letters(spelling));
                }
            }
        }

        SheetName = theirs.LastOrDefault(words => words.Sheet is not null)?.Sheet;
        ratings = Spelt(UsualRatings, theirs.Select(words => words.Ratings));
        diagnoses = Spelt(UsualDiagnoses, theirs.Select(words => words.Diagnoses));
        authorities = Spelt(UsualAuthorities, theirs.Select(words => words.Authorities));
    }

    private SheetWords(SheetWords same) => (headings, leftOut, ratings, diagnoses, authorities) = (same.headings, same.leftOut, same.ratings, same.diagnoses, same.authorities);

    /// <summary>The sheet of a workbook that holds the register, where somebody said so.</summary>
    public string? SheetName { get; private init; }

    /// <summary>The same words for another sheet of the workbook.</summary>
    public SheetWords In(string sheet) => new(this) { SheetName = sheet };

    public Column? Heading(string heading) => headings.TryGetValue(Cell.Letters(heading), out var column) ? column : null;

    public bool LeavesOut(string heading) => leftOut.Contains(Cell.Letters(heading));

    /// <summary>red, amber, green or blue; empty where it says that there is none yet; null where it says anything else.</summary>
    public string? Rating(string text) => text.Length == 0 ? "" : ratings.GetValueOrDefault(Cell.Letters(text)) is { } rating ? rating == NotRated ? "" : rating : null;

    public string? Diagnosis(string text) => diagnoses.GetValueOrDefault(Cell.Letters(text));

    /// <summary>
    /// The kinds of authority of an area profile that the words can mean; none where they mean nothing. Who agreed "themselves" was an adult with
    /// capacity or a child competent to decide: their age says which.
    /// </summary>
    public IReadOnlyList<string> Authority(string text) => authorities.GetValueOrDefault(Cell.Letters(text)) switch
    {
        null => [],
        "own" => ["own-consent", "gillick"],
        var kind => [kind],
    };

    private static string[] Keys((string Word, string[] Spellings)[] words) => [.. words.Select(entry => entry.Word)];

    private static Dictionary<string, string> Spelt((string Word, string[] Spellings)[] usual, IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>?> own)
    {
        var spelt = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, spellings) in usual)
        {
            foreach (var spelling in spellings.Append(word)) spelt.TryAdd(Cell.Letters(spelling), word);
        }

        foreach (var (word, spellings) in own.OfType<IReadOnlyDictionary<string, IReadOnlyList<string>>>().SelectMany(words => words))
        {
            foreach (var letters in spellings.Select(Cell.Letters).Where(letters => letters.Length > 0)) spelt[letters] = word;
        }

        return spelt;
    }
}
