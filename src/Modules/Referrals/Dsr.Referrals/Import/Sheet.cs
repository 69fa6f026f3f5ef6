using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Dsr.Referrals;

/// <summary>Why a file as a whole cannot be read, with the mend. Never holds what a cell says.</summary>
internal sealed class SheetException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A row as written; <c>Number</c> is the one a spreadsheet shows beside it (the headings are row 1).</summary>
internal sealed class SheetRow(Sheet sheet, int number, string[] cells)
{
    public int Number => number;
    public string[] Cells => cells;

    public string this[Column column] =>
        sheet.Places.TryGetValue(column, out var place) && place < cells.Length ? Cell.Clean(cells[place]) : "";
}

/// <summary>A register as a team keeps it in a spreadsheet: the headings understood, and the rows that hold anything.</summary>
internal sealed class Sheet
{
    public const string WhyRejected = "Why rejected";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public IReadOnlyList<string> Headings { get; }
    public IReadOnlyDictionary<Column, int> Places { get; }
    public IReadOnlyList<SheetRow> Rows { get; }

    /// <summary>Headings that mean nothing to the import: their cells are left out, and the operator is told.</summary>
    public IReadOnlyList<string> NotUnderstood { get; }

    private Sheet(List<string[]> records)
    {
        if (records.Count == 0) throw new SheetException("The file is empty. Choose the file that holds the register.");

        Headings = [.. records[0].Select(Cell.Clean)];
        var places = new Dictionary<Column, int>();
        var notUnderstood = new List<string>();
        for (var place = 0; place < Headings.Count; place++)
        {
            var heading = Headings[place];
            if (heading.Length == 0 || heading == WhyRejected) continue;
            if (Columns.Of(heading) is not { } column) notUnderstood.Add(heading);
            else if (!places.TryAdd(column, place))
                throw new SheetException($"The columns \"{Headings[places[column]]}\" and \"{heading}\" mean the same. Rename or remove one of them.");
        }

        var missing = Columns.Needed.Where(column => !places.ContainsKey(column)).Select(Columns.Words).ToList();
        if (missing.Count > 0)
            throw new SheetException($"The first row has no heading \"{string.Join("\", \"", missing)}\". Put the headings in the first row.");

        Places = places;
        NotUnderstood = notUnderstood;
        Rows = [.. records
            .Select((cells, index) => new SheetRow(this, index + 1, cells))
            .Skip(1)
            .Where(row => row.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell)))];
    }

    /// <exception cref="SheetException">The file is no sheet that can be read.</exception>
    public static Sheet Open(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase) ? ReadWorkbook(bytes) : ReadCsv(bytes);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new SheetException("The file cannot be opened. Check its name, and that you may read it.", cause);
        }
    }

    public static Sheet ReadCsv(byte[] bytes)
    {
        var text = Text(bytes);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(text),
            IgnoreBlankLines = false,
            BadDataFound = null,
            HasHeaderRecord = false,
        };

        var records = new List<string[]>();
        using var parser = new CsvParser(new StringReader(text), configuration);
        try
        {
            while (parser.Read()) records.Add(parser.Record!.Select(Cell.Unguarded).ToArray());
        }
        catch (CsvHelperException)
        {
            throw new SheetException($"Row {records.Count + 1} cannot be read. Check the quotation marks in it.");
        }

        return new Sheet(records);
    }

    /// <summary>The first sheet of a workbook. A cell with a formula gives the value that was last saved, never the formula.</summary>
    public static Sheet ReadWorkbook(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            using var document = SpreadsheetDocument.Open(stream, isEditable: false);
            var workbook = document.WorkbookPart ?? throw new SheetException("The workbook holds no sheet.");
            if (workbook.Workbook.WorkbookProperties?.Date1904?.Value == true)
                throw new SheetException("The workbook counts its dates from 1904. Save it with the 1900 date system, or as CSV.");

            var first = workbook.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().FirstOrDefault()?.Id?.Value
                ?? throw new SheetException("The workbook holds no sheet.");
            var shared = workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToArray() ?? [];

            var records = new List<string[]>();
            var headingsAt = 0u;
            foreach (var row in ((WorksheetPart)workbook.GetPartById(first)).Worksheet.Descendants<Row>())
            {
                // Empty rows are not stored: put them back, so that row numbers are those the team sees.
                var at = row.RowIndex?.Value ?? headingsAt + (uint)records.Count;
                if (records.Count == 0) headingsAt = at;
                while (records.Count < at - headingsAt) records.Add([]);
                records.Add(Cells(row, shared));
            }

            return new Sheet(records);
        }
        catch (Exception cause) when (cause is OpenXmlPackageException or FileFormatException or InvalidDataException or System.Xml.XmlException or ArgumentException or FormatException)
        {
            throw new SheetException("The workbook cannot be read. Save it again as .xlsx without a password, or as CSV.", cause);
        }
    }

    /// <summary>The rejected rows with why, to be mended and imported again: same columns, and text stays text in any spreadsheet.</summary>
    public void WriteRejects(TextWriter writer, IEnumerable<Judgement> judgements)
    {
        var own = Headings.Select((heading, place) => (heading, place)).Where(column => column.heading != WhyRejected).ToList();
        WriteRecord(writer, own.Select(column => column.heading).Append(WhyRejected));
        foreach (var judgement in judgements.Where(judgement => judgement.Fate == Fate.Reject))
        {
            var cells = judgement.Row.Cells;
            WriteRecord(writer, own
                .Select(column => column.place < cells.Length ? cells[column.place] : "")
                .Append(string.Join("; ", judgement.Why.Select(Why.Words))));
        }
    }

    private static void WriteRecord(TextWriter writer, IEnumerable<string> cells)
    {
        writer.Write(string.Join(',', cells.Select(cell => $"\"{Cell.Guarded(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
        writer.Write("\r\n");
    }

    /// <summary>UTF-8 or UTF-16 by its mark, else UTF-8, else what older spreadsheets save as "CSV".</summary>
    private static string Text(byte[] bytes)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes), StrictUtf8, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    private static string Delimiter(string text)
    {
        var headings = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n')) is var end and > 0 ? end : text.Length);
        var (commas, semicolons, tabs) = (headings.Count(','), headings.Count(';'), headings.Count('\t'));
        return tabs > commas && tabs > semicolons ? "\t" : semicolons > commas ? ";" : ",";
    }

    private static string[] Cells(Row row, string[] shared)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>())
        {
            var place = Place(cell.CellReference?.Value) ?? cells.Count;
            while (cells.Count < place) cells.Add("");
            cells.Add(Referrals.Cell.Unguarded(Value(cell, shared)));
        }

        return [.. cells];
    }

    private static string Value(DocumentFormat.OpenXml.Spreadsheet.Cell cell, string[] shared)
    {
        var value = cell.CellValue?.InnerText ?? "";
        var type = cell.DataType?.Value;
        if (type == CellValues.SharedString) return shared[int.Parse(value, CultureInfo.InvariantCulture)];
        if (type == CellValues.InlineString) return cell.InlineString?.InnerText ?? "";
        if (type is null or CellValues.Number && value.Contains('E', StringComparison.Ordinal)
            && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number.ToString("0.##########", CultureInfo.InvariantCulture);
        return value;
    }

    /// <summary>"C7" is the third column: 2.</summary>
    private static int? Place(string? reference)
    {
        var place = 0;
        foreach (var c in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper)) place = (place * 26) + (c - 'A') + 1;
        return place == 0 ? null : place - 1;
    }
}
