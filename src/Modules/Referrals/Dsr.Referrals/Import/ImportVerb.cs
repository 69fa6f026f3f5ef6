using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Dsr.Referrals;

/// <summary>The verb <c>import</c> of contract.md. What it prints and its report name nobody; only the file of rejected rows holds what the sheet says.</summary>
internal sealed class ImportVerb(Db db, Areas areas, Settings settings, TimeProvider clock) : ICommandVerb
{
    private const int Done = 0, Problem = 1, WrongUsage = 2, TryAgain = 75;

    private const string MapExample = """{ "headings": { "NHS No": ["Patient ID"] }, "ratings": { "red": ["Very high"] }, "leaveOut": ["Shoe size"] }""";

    public string Name => "import";

    public string Usage => "import FILE --area A [--dry-run] [--sheet NAME] [--map FILE.json] [--report FILE.json] [--rejects FILE.csv] [--today DATE]";

    private string Help =>
        $"""
        Usage: dsr {Usage}

        Brings the register that a team keeps in a spreadsheet (.csv or .xlsx) onto the register of an area: all its rows that can come in, or none.
        People who are on the register already are left as they are.

          --dry-run   judge every row and write the report and the rejects, but bring in nobody
          --sheet     the sheet of a workbook; without it the only one whose first row has the headings of a register
          --map       how this sheet calls things, where the register does not know the word:
                      {MapExample}
          --report    what became of each row, as JSON
          --rejects   the rejected rows with why, to be mended and imported again; FILE.rejects.csv without it
          --today     judge as on this day; refused in Production

        Columns: {SheetWords.ColumnNames}
        Needed: {string.Join(", ", Columns.Needed.Select(Columns.Words))}
        """;

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments.Contains("--help", StringComparer.Ordinal))
        {
            await output.WriteLineAsync(Help);
            return Done;
        }

        if (!Options.TryRead(arguments, out var options, out var wrong)) return await UsageAsync(output, wrong);
        if (!areas.TryGet(options.Area, out var area))
            return await UsageAsync(output, $"--area should be one of {string.Join(", ", areas.All.Select(each => each.Key))}.");
        if (options.Today is not null && settings.Production) return await UsageAsync(output, "--today is refused in Production.");

        try
        {
            var words = WordsOf(area, options);
            var sheet = Sheet.Open(options.File, words);
            await output.WriteLineAsync($"{sheet.Rows.Count} rows read{(sheet.Name is { } name ? $" from the sheet \"{name}\"" : "")}.");
            await SayNotUnderstoodAsync(output, sheet.Headings.NotUnderstood);

            // Opened before anything is written, so that an import is never done whose report cannot be.
            await using var report = options.Report is { } path ? Create(path) : null;
            await using var rejects = Create(options.Rejects);

            var watch = Stopwatch.StartNew();
            var judged = await new ImportRegister(db).RunAsync(sheet, words, area, options.Today ?? clock.Today(), options.DryRun, Progress(output, sheet.Rows.Count, watch), cancellationToken);

            sheet.WriteRejects(rejects, judged);
            if (report is not null) await WriteReportAsync(report, judged);
            await SayAsync(output, judged, options);
            return Done;
        }
        catch (SheetException cause)
        {
            await output.WriteLineAsync(cause.Message);
            return Problem;
        }
        catch (BusyException cause)
        {
            await output.WriteLineAsync($"{cause.Message} Nobody was imported. Try again.");
            return TryAgain;
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync("Stopped. Nobody was imported.");
            return TryAgain;
        }
    }

    private static SheetWords WordsOf(Area area, Options options)
    {
        try
        {
            var map = options.Map is { } file ? Areas.ReadFile<OwnWords>(file) : null;
            var words = new SheetWords(area.Section<ReferralsArea>("referrals").Sheet, map);
            return options.Sheet is { } sheet ? words.In(sheet) : words;
        }
        catch (AreaProfileException cause)
        {
            throw new SheetException(cause.Message, cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new SheetException("The mapping file cannot be opened. Check its name, and that you may read it.", cause);
        }
    }

    private static async Task SayNotUnderstoodAsync(TextWriter output, IReadOnlyList<string> headings)
    {
        foreach (var heading in headings) await output.WriteLineAsync($"The column \"{heading}\" is left out: the register has no place for it.");
        if (headings.Count > 0) await output.WriteLineAsync($"If one of these is a column of the register under another name, say so in a mapping file (--map). Columns are {SheetWords.ColumnNames}.");
    }

    private async Task<int> UsageAsync(TextWriter output, string wrong)
    {
        await output.WriteLineAsync(wrong);
        await output.WriteLineAsync($"Usage: dsr {Usage}");
        return WrongUsage;
    }

    /// <summary>Only the operator may read it: rejected rows are people.</summary>
    private static StreamWriter Create(string path)
    {
        try
        {
            var file = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new StreamWriter(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)), file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new SheetException($"{path} cannot be written. Name another file with --report or --rejects.", cause);
        }
    }

    private static Action<int> Progress(TextWriter output, int rows, Stopwatch watch)
    {
        var next = TimeSpan.FromSeconds(1);
        return done =>
        {
            if (watch.Elapsed < next && done < rows) return;
            next = watch.Elapsed + TimeSpan.FromSeconds(1);
            output.WriteLine($"{done} of {rows} rows");
        };
    }

    private static async Task WriteReportAsync(TextWriter report, IReadOnlyList<Judgement> judged)
    {
        await report.WriteAsync("[");
        for (var at = 0; at < judged.Count; at++)
        {
            var (row, fate, why, differs) = (judged[at].Row.Number, judged[at].Fate.ToString().ToLowerInvariant(), judged[at].Why, judged[at].Differs);
            var line = differs.Count == 0 ? JsonSerializer.Serialize(new { row, fate, why }) : JsonSerializer.Serialize(new { row, fate, why, differs = differs.Select(Columns.Words) });
            await report.WriteAsync((at == 0 ? "\n" : ",\n") + line);
        }

        await report.WriteLineAsync("\n]");
    }

    private static async Task SayAsync(TextWriter output, IReadOnlyList<Judgement> judged, Options options)
    {
        int Count(Fate fate) => judged.Count(judgement => judgement.Fate == fate);

        await output.WriteLineAsync($"{judged.Count} rows: {Count(Fate.Accept)} accepted, {Count(Fate.Warn)} accepted with warnings, {Count(Fate.Reject)} rejected.");
        foreach (var code in judged.SelectMany(judgement => judgement.Why).CountBy(code => code).OrderByDescending(code => code.Value))
            await output.WriteLineAsync($"  {code.Value,6}  {code.Key}");

        if (judged.Count(judgement => judgement.Differs.Count > 0) is var differing and > 0)
            await output.WriteLineAsync($"{differing} of the rejected rows say something else than the register does of the same person: the rejects and the report say in which columns. The register keeps what it has.");
        if (options.DryRun) await output.WriteLineAsync("A dry run: nobody was imported.");
        if (Count(Fate.Reject) > 0) await output.WriteLineAsync($"The rejected rows and why are in {options.Rejects}. Mend them there and import that file.");
    }

    private sealed record Options(string File, string Area, bool DryRun, string? Sheet, string? Map, string? Report, string Rejects, DateOnly? Today)
    {
        public static bool TryRead(string[] arguments, out Options options, out string wrong)
        {
            string? file = null, area = null, sheet = null, map = null, report = null, rejects = null;
            DateOnly? today = null;
            var dryRun = false;
            options = null!;
            wrong = "";

            for (var at = 0; at < arguments.Length && wrong.Length == 0; at++)
            {
                var word = arguments[at];
                if (word == "--dry-run")
                {
                    dryRun = true;
                    continue;
                }

                if (!word.StartsWith("--", StringComparison.Ordinal))
                {
                    if (file is not null) wrong = "Name one file.";
                    file = word;
                    continue;
                }

                if (word is not ("--area" or "--sheet" or "--map" or "--report" or "--rejects" or "--today")) wrong = $"{word} is not known.";
                else if (++at == arguments.Length) wrong = $"{word} needs a value.";
                else if (word == "--area") area = arguments[at];
                else if (word == "--sheet") sheet = arguments[at];
                else if (word == "--map") map = arguments[at];
                else if (word == "--report") report = arguments[at];
                else if (word == "--rejects") rejects = arguments[at];
                else if (DateOnly.TryParseExact(arguments[at], "yyyy-MM-dd", out var date)) today = date;
                else wrong = "--today should be a date like 2026-11-21.";
            }

            if (wrong.Length == 0 && file is null) wrong = "Name the file to import.";
            if (wrong.Length == 0 && area is null) wrong = "Name the area with --area.";
            if (wrong.Length > 0) return false;

            rejects ??= file + ".rejects.csv";
            var paths = new[] { file!, map, report, rejects }.OfType<string>().Select(Path.GetFullPath).ToList();
            if (paths.Distinct(StringComparer.Ordinal).Count() < paths.Count) wrong = "The file, the mapping, the report and the rejects should be different files.";
            options = new Options(file!, area!, dryRun, sheet, map, report, rejects, today);
            return wrong.Length == 0;
        }
    }
}
