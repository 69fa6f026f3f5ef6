namespace Dsr.Referrals;

/// <summary>Makes people up, the same for the same seed. Their NHS numbers are of the range kept for tests.</summary>
internal sealed class MadeUpPeople(ReferralsArea rules, DateOnly today, int seed, int firstNumber)
{
    private static readonly string[] FirstNames =
    [
        "Jordan", "Amelia", "Kofi", "Priya", "Callum", "Zofia", "Hamza", "Grace", "Tomasz", "Leah", "Oluwaseun", "Ffion", "Ravi", "Megan", "Dylan", "Aisha", "Connor", "Mei",
        "Harvey", "Nadia", "Rhys", "Chloe", "Ibrahim", "Poppy", "Ethan", "Yasmin", "Luca", "Holly", "Marcus", "Siân", "Arjun", "Ruby", "Finley", "Anya", "Tyrone", "Bethany",
        "Mateusz", "Ella", "Joshua", "Fatima", "Kieran", "Isla", "Samuel", "Ngozi", "Archie", "Maisie", "Adeel", "Freya", "Reuben", "Shanice", "Daniel", "Rosie", "Omari", "Erin",
        "Jakub", "Imogen", "Theo", "Simran", "Lewis", "Martha", "Zain", "Nia", "Patrick", "Tilly", "Viktor", "Jasmine", "Aaron", "Louisa", "Ming", "Heather",
    ];

    private static readonly string[] LastNames =
    [
        "Ashworth", "Bello", "Carter", "Dziedzic", "Ellison", "Farrell", "Grantham", "Hussain", "Iqbal", "Jephson", "Kaur", "Lovatt", "Mistry", "Nowak", "O'Brien", "Patel", "Quayle",
        "Robertson", "Singh", "Thackeray", "Underhill", "Vickers", "Whitmore", "Yeboah", "Zielinski", "Adeyemi", "Barlow", "Chadwick", "Darlington", "Edge", "Fenwick", "Goodall",
        "Hargreaves", "Ingham", "Jukes", "Khan", "Lightfoot", "Mbeki", "Norbury", "Okonkwo", "Peplow", "Qureshi", "Rushton", "Salt", "Tunnicliffe", "Usher", "Villiers", "Wedgwood",
        "Yarwood", "Zaman", "Alcock", "Brindley", "Colclough", "Deakin", "Evans-Wright", "Forrester", "Gallimore", "Heath", "Ibbotson", "Johnson", "Kowalczyk", "Machin", "Nightingale",
        "Oakden", "Podmore", "Rathbone", "Shufflebotham", "Tideswell", "Walley", "Wynn", "Begum", "Chowdhury", "Núñez", "Lindström",
    ];

    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["Jordan"] = "Jo", ["Amelia"] = "Millie", ["Samuel"] = "Sam", ["Daniel"] = "Dan", ["Bethany"] = "Beth", ["Tomasz"] = "Tom", ["Oluwaseun"] = "Seun", ["Joshua"] = "Josh",
    };

    private static readonly string[] Streets = ["Park View", "Mill Lane", "Station Road", "Church Street", "Meadow Close", "Victoria Terrace", "Canal Row", "Hilltop", "Orchard Way", "Kiln Bank"];
    private static readonly string[] Districts = ["ST16", "ST1", "S70", "NG7", "SR1", "NN1", "DN4", "WS11", "DE13", "S60"];
    private static readonly string[] Practices = ["Moorside Surgery", "Riverbank Practice", "The Old Dairy Surgery", "Northgate Medical Centre", "Lime Tree Practice"];
    private static readonly string[] Communications = ["Short sentences. Wait ten seconds for an answer.", "Uses Makaton, and pictures of what comes next.", "Prefers to write. Does not use the phone.", "Speaks up when a familiar person is nearby."];
    private static readonly string[] Concerns = ["The placement has given notice.", "Self-harm has increased.", "Not sleeping, and refusing medicines.", "Excluded from school since September.", "Police were called twice this month.", "The main carer is ill.", "Transition to adult services is not planned."];
    private static readonly string[] Attempts = ["A behaviour support plan was reviewed.", "Intensive support team for six weeks.", "A quieter room and a regular day.", "Short breaks every second weekend.", "Medicines were reviewed under STOMP."];
    private static readonly string[] Helps = ["A keyworker.", "A community Care and Treatment Review.", "More hours of support at weekends.", "A ground-floor flat near family.", "An advocate."];
    private static readonly string[] Plans = ["Review in four weeks.", "Social worker to find a placement.", "Psychology to meet the family.", "School to hold a review of the EHCP.", "Discuss at the next meeting."];
    private static readonly string[] Diagnoses = ["learning-disability", "autism", "both", "both", "autism", "not-known"];

    private readonly Random _dice = new(seed);
    private int _number = firstNumber;

    /// <summary>The next person, standing as a real register's would: most in force and up to date, some not.</summary>
    public MadeUpPerson Next()
    {
        var rating = _dice.Next(100) switch { < 8 => "red", < 34 => "amber", < 90 => "green", < 97 => "blue", _ => null };
        var left = _dice.Next(100) switch { < 6 => -_dice.Next(1, 120), < 18 => _dice.Next(0, 61), _ => _dice.Next(61, 360) };
        var late = _dice.Next(100) < 15 ? _dice.Next(1, 40) : -_dice.Next(0, rules.ReviewDays.Of(rating) + 1);
        return Next(new MadeUpStanding(rating, left, _dice.Next(100) < 20, late));
    }

    /// <summary>The next person, standing so: days left of the authority (below 0: ended), days that the update is late (0 or below: not late).</summary>
    public MadeUpPerson Next(MadeUpStanding standing)
    {
        // in force until the day before twelve months are over
        var decidedOn = today.AddDays(standing.AuthorityDaysLeft + 1).AddMonths(-12);
        var adult = standing.BestInterests || _dice.Next(100) < 70;
        // a child is well under 16 on every date that matters, so that a birthday ends no authority unasked
        var bornOn = adult ? decidedOn.AddDays(-_dice.Next(18 * 366, 60 * 365)) : today.AddDays(-_dice.Next(9 * 366, 14 * 365));
        var first = Pick(FirstNames);
        var ratedSince = today.AddDays(-_dice.Next(1, 200));
        var review = rules.ReviewDays.Of(standing.Rating);
        var lastUpdateOn = today.AddDays(-review - Math.Max(standing.UpdateDaysLate, -review));
        var registeredOn = new[] { decidedOn, lastUpdateOn, ratedSince }.Min().AddDays(-_dice.Next(0, 60));
        return new MadeUpPerson(
            first, Pick(LastNames), ShortNames.GetValueOrDefault(first), bornOn, NhsNumber(),
            $"{_dice.Next(1, 180)} {Pick(Streets)}", $"{Pick(Districts)} {_dice.Next(1, 10)}{Letter()}{Letter()}", Pick(rules.LocalAuthorities).Name, Pick(Practices),
            Pick(Diagnoses), _dice.Next(2) == 0 ? Pick(Communications) : null, Pick(Concerns), Pick(Attempts), Pick(Helps), Pick(Plans),
            standing.BestInterests ? "best-interests" : adult ? "own-consent" : "parental", decidedOn, standing.Rating, ratedSince, registeredOn, lastUpdateOn);
    }

    /// <summary>What an owner writes.</summary>
    public string UpdateText() => $"{Pick(Concerns)} {Pick(Attempts)} {Pick(Plans)}";

    public T Pick<T>(IReadOnlyList<T> from) => from[_dice.Next(from.Count)];

    public int Roll(int least, int below) => _dice.Next(least, below);

    private char Letter() => "ABDEFGHJLNPQRSTUWXYZ"[_dice.Next(20)];

    private string NhsNumber()
    {
        string digits;
        while (!Shared.NhsNumber.TryMakeTest(_number++ % 1_000_000, out digits))
        {
            // one body in eleven has no check digit
        }
        return digits;
    }
}
