using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Dsr.Referrals;

/// <summary>Why a file as a whole cannot be read, with the mend. Never holds what a cell says.</summary>
internal sealed class SheetException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A row as written; <c>Number</c> is the one a spreadsheet shows beside it (the headings are row 1).</summary>
internal sealed class SheetRow(SheetHeadings headings, int number, string[] cells)
{
    public int Number => number;
    public string[] Cells => cells;

    public string this[Column column] =>
        headings.PlaceOf(column) is { } place && place < cells.Length ? Cell.Clean(cells[place]) : "";
}

/// <summary>A register as a team keeps it in a spreadsheet: the headings understood, and the rows that hold anything.</summary>
internal sealed class Sheet
{
    public const string WhyRejected = "Why rejected";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>What the workbook calls it; null for a file that is one sheet.</summary>
    public string? Name { get; }

    public SheetHeadings Headings { get; }
    public IReadOnlyList<SheetRow> Rows { get; }

    /// <summary>Reads the records to their end; the first are the headings.</summary>
    internal Sheet(IEnumerable<string[]> records, SheetWords words, string? name = null)
    {
        Name = name;
        var rows = new List<SheetRow>();
        var number = 0;
        foreach (var cells in records)
        {
            if (++number == 1) Headings = new SheetHeadings(cells, words);
            else if (cells.Any(cell => !string.IsNullOrWhiteSpace(cell))) rows.Add(new SheetRow(Headings!, number, cells));
        }

        if (Headings is null) throw new SheetException("The file is empty. Choose the file that holds the register.");
        Headings.Check();
        Rows = rows;
    }

    /// <exception cref="SheetException">The file is no sheet that can be read.</exception>
    public static Sheet Open(string path, SheetWords words)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".xlsx" or ".xlsm" => Workbook.Read(file, words),
                ".xls" or ".ods" => throw new SheetException("This kind of workbook cannot be read. Save it as .xlsx, or as CSV."),
                _ => ReadCsv(file, words),
            };
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new SheetException("The file cannot be opened. Check its name, and that you may read it.", cause);
        }
    }

    /// <summary>UTF-8 or UTF-16 by its mark, else UTF-8, else what older spreadsheets save as "CSV".</summary>
    public static Sheet ReadCsv(Stream file, SheetWords words)
    {
        try
        {
            return ReadCsv(file, words, StrictUtf8);
        }
        catch (DecoderFallbackException)
        {
            return ReadCsv(file, words, CodePagesEncodingProvider.Instance.GetEncoding(1252)!);
        }
    }

    /// <summary>The rejected rows with why, to be mended and imported again: same columns, and text stays text in any spreadsheet.</summary>
    public void WriteRejects(TextWriter writer, IEnumerable<Judgement> judgements)
    {
        var own = Headings.Written.Select((heading, place) => (heading, place)).Where(column => column.heading != WhyRejected).ToList();
        WriteRecord(writer, own.Select(column => column.heading).Append(WhyRejected));
        foreach (var judgement in judgements.Where(judgement => judgement.Fate == Fate.Reject))
        {
            var cells = judgement.Row.Cells;
            var why = judgement.Why.Select(Why.Words);
            if (judgement.Differs.Count > 0) why = why.Append("the register has another " + string.Join(", ", judgement.Differs.Select(Columns.Words)));
            WriteRecord(writer, own.Select(column => column.place < cells.Length ? cells[column.place] : "").Append(string.Join("; ", why)));
        }
    }

    private static Sheet ReadCsv(Stream file, SheetWords words, Encoding encoding)
    {
        using var headings = FromStart(file, encoding);
        var delimiter = Delimiter(headings.ReadLine() ?? "");
        using var reader = FromStart(file, encoding);
        return new Sheet(Records(reader, delimiter), words);
    }

    private static StreamReader FromStart(Stream file, Encoding encoding)
    {
        file.Position = 0;
        return new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
    }

    private static IEnumerable<string[]> Records(TextReader reader, string delimiter)
    {
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            IgnoreBlankLines = false,
            BadDataFound = null,
            HasHeaderRecord = false,
            CacheFields = true,
        });
        for (var number = 1; Read(parser, number); number++) yield return Array.ConvertAll(parser.Record!, Cell.Unguarded);
    }

    private static bool Read(CsvParser parser, int number)
    {
        try
        {
            return parser.Read();
        }
        catch (CsvHelperException)
        {
            throw new SheetException($"Row {number} cannot be read. Check the quotation marks in it.");
        }
    }

    private static void WriteRecord(TextWriter writer, IEnumerable<string> cells)
    {
        writer.Write(string.Join(',', cells.Select(cell => $"\"{Cell.Guarded(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
        writer.Write("\r\n");
    }

    private static string Delimiter(string headings)
    {
        var (commas, semicolons, tabs) = (headings.AsSpan().Count(','), headings.AsSpan().Count(';'), headings.AsSpan().Count('\t'));
        return tabs > commas && tabs > semicolons ? "\t" : semicolons > commas ? ";" : ",";
    }
}
