using System.Text;
using Dsr.Referrals;

namespace Dsr.Tests.Referrals.Import;

internal static class SheetFixture
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static readonly Areas Areas = Areas.Load(Path.Combine(AppContext.BaseDirectory, "areas"));

    public static readonly SheetRules Rules = new(Areas["staffordshire"], []);

    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["Surname"] = "Tate",
        ["First name"] = "Esther",
        ["DOB"] = "14/03/1990",
        ["NHS No."] = "999 000 0018",
        ["Postcode"] = "ST4 2AB",
        ["Ordinarily resident LA"] = "Staffs",
        ["GP practice"] = "N/K",
        ["LD / autism"] = "LD",
        ["RAG"] = "Amber",
        ["RAG since"] = "01/10/2026",
        ["Consent basis"] = "Consent",
        ["Consent date"] = "01/10/2026",
        ["Lead professional"] = "Leo Wray",
        ["Lead organisation"] = "NSCHT CAMHS",
        ["Lead email"] = "leo.wray@example.com",
        ["Last update"] = "01/11/2026",
        ["Date added"] = "01/10/2025",
        ["Notes"] = "",
    };

    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "Referrals", "Import", "data", name);

    /// <summary>A sheet whose rows differ from a row without any fault only in what is given.</summary>
    public static Sheet Sheet(params (string Heading, string Cell)[][] rows)
    {
        var csv = new StringBuilder(string.Join(',', Usual.Keys)).Append('\n');
        foreach (var row in rows)
        {
            var cells = new Dictionary<string, string>(Usual, StringComparer.Ordinal);
            foreach (var (heading, cell) in row) cells[heading] = cell;
            csv.AppendJoin(',', Usual.Keys.Select(heading => $"\"{cells[heading].Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        }

        return Csv(csv.ToString());
    }

    public static Sheet Csv(string text, SheetWords? words = null) => Dsr.Referrals.Sheet.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(text)), words ?? SheetWords.Usual);

    public static IReadOnlyList<Judgement> Judged(Sheet sheet, KnownPeople? known = null)
    {
        var judge = new Judge(Rules, SheetWords.Usual, known ?? KnownPeople.None, Today);
        return [.. sheet.Rows.Select(judge.Of)];
    }

    public static Judgement Judged(params (string Heading, string Cell)[] differing) => Judged(Sheet(differing))[0];
}
