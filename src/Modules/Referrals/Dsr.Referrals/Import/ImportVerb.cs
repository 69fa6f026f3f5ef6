using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Dsr.Referrals;

/// <summary>The verb <c>import</c> of contract.md. What it prints and its report name nobody; only the file of rejected rows holds what the sheet says.</summary>
internal sealed class ImportVerb(Db db, Areas areas, Settings settings, TimeProvider clock) : ICommandVerb
{
    private const int Done = 0, Problem = 1, WrongUsage = 2, TryAgain = 75;

    public string Name => "import";

    public string Usage => "import FILE --area A [--dry-run] [--report FILE.json] [--rejects FILE.csv] [--today DATE]";

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (!Options.TryRead(arguments, out var options, out var wrong)) return await UsageAsync(output, wrong);
        if (!areas.TryGet(options.Area, out var area))
            return await UsageAsync(output, $"--area should be one of {string.Join(", ", areas.All.Select(each => each.Key))}.");
        if (options.Today is not null && settings.Production) return await UsageAsync(output, "--today is refused in Production.");

        try
        {
            var sheet = Sheet.Open(options.File);
            foreach (var heading in sheet.NotUnderstood) await output.WriteLineAsync($"The column \"{heading}\" is left out: the register has no place for it.");

            // Opened before anything is written, so that an import is never done whose report cannot be.
            await using var report = options.Report is { } path ? Create(path) : null;
            await using var rejects = Create(options.Rejects);

            var watch = Stopwatch.StartNew();
            var judged = await new ImportRegister(db).RunAsync(sheet, area, options.Today ?? clock.Today(), options.DryRun, Progress(output, sheet.Rows.Count, watch), cancellationToken);

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
            var line = new { row = judged[at].Row.Number, fate = judged[at].Fate.ToString().ToLowerInvariant(), why = judged[at].Why };
            await report.WriteAsync((at == 0 ? "\n" : ",\n") + JsonSerializer.Serialize(line));
        }

        await report.WriteLineAsync("\n]");
    }

    private static async Task SayAsync(TextWriter output, IReadOnlyList<Judgement> judged, Options options)
    {
        int Count(Fate fate) => judged.Count(judgement => judgement.Fate == fate);

        await output.WriteLineAsync($"{judged.Count} rows: {Count(Fate.Accept)} accepted, {Count(Fate.Warn)} accepted with warnings, {Count(Fate.Reject)} rejected.");
        foreach (var code in judged.SelectMany(judgement => judgement.Why).CountBy(code => code).OrderByDescending(code => code.Value))
            await output.WriteLineAsync($"  {code.Value,6}  {code.Key}");

        if (options.DryRun) await output.WriteLineAsync("A dry run: nobody was imported.");
        if (Count(Fate.Reject) > 0) await output.WriteLineAsync($"The rejected rows and why are in {options.Rejects}. Mend them there and import that file.");
    }

    private sealed record Options(string File, string Area, bool DryRun, string? Report, string Rejects, DateOnly? Today)
    {
        public static bool TryRead(string[] arguments, out Options options, out string wrong)
        {
            string? file = null, area = null, report = null, rejects = null;
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

                if (word is not ("--area" or "--report" or "--rejects" or "--today")) wrong = $"{word} is not known.";
                else if (++at == arguments.Length) wrong = $"{word} needs a value.";
                else if (word == "--area") area = arguments[at];
                else if (word == "--report") report = arguments[at];
                else if (word == "--rejects") rejects = arguments[at];
                else if (DateOnly.TryParseExact(arguments[at], "yyyy-MM-dd", out var date)) today = date;
                else wrong = "--today should be a date like 2026-11-21.";
            }

            if (wrong.Length == 0 && file is null) wrong = "Name the file to import.";
            if (wrong.Length == 0 && area is null) wrong = "Name the area with --area.";
            if (wrong.Length > 0) return false;

            rejects ??= file + ".rejects.csv";
            if (new[] { file!, report, rejects }.Where(path => path is not null).Select(path => Path.GetFullPath(path!)).Distinct(StringComparer.Ordinal).Count() < (report is null ? 2 : 3))
                wrong = "The file, the report and the rejects should be different files.";
            options = new Options(file!, area!, dryRun, report, rejects, today);
            return wrong.Length == 0;
        }
    }
}
