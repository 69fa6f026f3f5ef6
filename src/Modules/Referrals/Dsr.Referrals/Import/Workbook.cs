using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Dsr.Referrals;

/// <summary>
/// Reads one sheet of an .xlsx, row by row: the whole never stands in memory as a tree. What a formula made is the value that was last saved; the
/// formula itself is neither read nor run. A date is written as 2026-11-21, whatever the cell looks like.
/// </summary>
internal static class Workbook
{
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    /// <exception cref="SheetException">It is no workbook, or not clear which sheet is meant.</exception>
    public static Sheet Read(Stream file, SheetWords words)
    {
        try
        {
            using var document = SpreadsheetDocument.Open(file, isEditable: false);
            var workbook = document.WorkbookPart ?? throw new SheetException("The workbook holds no sheet.");
            if (workbook.Workbook.WorkbookProperties?.Date1904?.Value == true)
                throw new SheetException("The workbook counts its dates from 1904. Save it with the 1900 date system, or as CSV.");

            var cells = new Cells(SharedTexts(workbook), DateStyles(workbook));
            var (name, part) = Choose(workbook, cells, words);
            return new Sheet(cells.Of(part), words, name);
        }
        catch (Exception cause) when (cause is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException or ArgumentException or FormatException or OverflowException)
        {
            throw new SheetException("The workbook cannot be read. Save it again as .xlsx without a password, or as CSV.", cause);
        }
    }

    /// <summary>The sheet that was named; else the only one in sight whose first row has the headings of a register.</summary>
    private static (string Name, WorksheetPart Part) Choose(WorkbookPart workbook, Cells cells, SheetWords words)
    {
        var all = workbook.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>()
            .Select(sheet => (Name: sheet.Name?.Value ?? "", Part: sheet.Id?.Value is { } id ? workbook.GetPartById(id) as WorksheetPart : null, Hidden: sheet.State is { } state && state.Value != SheetStateValues.Visible))
            .Where(sheet => sheet.Part is not null)
            .ToList();

        if (words.SheetName is { } named)
        {
            var meant = all.Find(sheet => string.Equals(sheet.Name.Trim(), named.Trim(), StringComparison.OrdinalIgnoreCase));
            return meant.Part is { } part ? (meant.Name, part) : throw new SheetException($"The workbook has no sheet \"{named}\". It has {Quoted(all)}.");
        }

        var inSight = all.FindAll(sheet => !sheet.Hidden);
        if (inSight.Count == 0) throw new SheetException("The workbook holds no sheet.");

        // where none is a register, the likeliest is read, so that it is said what it lacks
        var likeliest = inSight
            .GroupBy(sheet => new SheetHeadings(cells.Of(sheet.Part!).FirstOrDefault() ?? [], words).Missing.Count)
            .MinBy(sheets => sheets.Key)!;
        if (likeliest.Key == 0 && likeliest.Count() > 1) throw new SheetException($"The sheets {Quoted(likeliest)} each look like a register. Import one after the other: choose with --sheet.");

        var chosen = likeliest.First();
        return (chosen.Name, chosen.Part!);
    }

    private static string Quoted(IEnumerable<(string Name, WorksheetPart? Part, bool Hidden)> sheets) => string.Join(", ", sheets.Select(sheet => $"\"{sheet.Name}\""));

    private static List<string> SharedTexts(WorkbookPart workbook)
    {
        var texts = new List<string>();
        if (workbook.SharedStringTablePart is not { } table) return texts;

        using var reader = XmlReader.Create(table.GetStream(FileMode.Open, FileAccess.Read), Safe);
        while (!reader.EOF)
        {
            if (Starts(reader, "si")) texts.Add(Cell.Unguarded(Text(reader)));
            else reader.Read();
        }

        return texts;
    }

    /// <summary>By the number of a cell's style: whether what it shows is a date.</summary>
    private static bool[] DateStyles(WorkbookPart workbook)
    {
        if (workbook.WorkbookStylesPart?.Stylesheet is not { CellFormats: { } formats } styles) return [];
        var own = (styles.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Where(format => format.NumberFormatId is not null)
            .ToDictionary(format => format.NumberFormatId!.Value, format => IsDate(format.FormatCode?.Value ?? ""));
        return [.. formats.Elements<CellFormat>().Select(format => format.NumberFormatId?.Value is { } id && (own.TryGetValue(id, out var isDate) ? isDate : id is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58)))];
    }

    /// <summary>A day or a year stands in the format, outside of texts, colours and conditions.</summary>
    private static bool IsDate(string format)
    {
        var closing = '\0';
        for (var at = 0; at < format.Length; at++)
        {
            var c = format[at];
            if (closing != '\0') closing = c == closing ? '\0' : closing;
            else if (c == '"') closing = '"';
            else if (c == '[') closing = ']';
            else if (c is '\\' or '_' or '*') at++;
            else if (c is 'd' or 'D' or 'y' or 'Y') return true;
        }

        return false;
    }

    private static bool Starts(XmlReader reader, string name) => reader.NodeType == XmlNodeType.Element && reader.LocalName == name;

    /// <summary>The text of a shared or inline string, in however many pieces it is formatted, without how it is pronounced. Leaves the reader behind it.</summary>
    private static string Text(XmlReader reader)
    {
        var text = "";
        Within(reader, () =>
        {
            if (Starts(reader, "t")) text += reader.ReadElementContentAsString();
            else if (Starts(reader, "rPh")) reader.Skip();
            else reader.Read();
        });
        return text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text) : text;
    }

    /// <summary>Each step takes the reader on; ends behind the element it stands at.</summary>
    private static void Within(XmlReader reader, Action step)
    {
        var (depth, empty) = (reader.Depth, reader.IsEmptyElement);
        reader.Read();
        if (empty) return;
        while (reader.Depth > depth) step();
        reader.Read();
    }

    private sealed class Cells(List<string> shared, bool[] dates)
    {
        private static readonly DateTime SerialZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

        public IEnumerable<string[]> Of(WorksheetPart part)
        {
            using var reader = XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), Safe);
            var (headingsAt, last) = (0, 0);
            while (!reader.EOF)
            {
                if (!Starts(reader, "row"))
                {
                    reader.Read();
                    continue;
                }

                var at = int.TryParse(reader.GetAttribute("r"), CultureInfo.InvariantCulture, out var number) ? number : last + 1;
                var cells = Row(reader);
                if (headingsAt == 0 && cells.Length == 0) continue;

                // empty rows are not stored: put them back, so that row numbers are those the team sees
                if (headingsAt == 0) headingsAt = at;
                else for (var missing = last + 1; missing < at; missing++) yield return [];
                last = at;
                yield return cells;
            }
        }

        private string[] Row(XmlReader reader)
        {
            var cells = new List<string>();
            Within(reader, () =>
            {
                if (!Starts(reader, "c"))
                {
                    reader.Read();
                    return;
                }

                var place = Place(reader.GetAttribute("r")) ?? cells.Count;
                if (place > 16_384) throw new FormatException();
                while (cells.Count < place) cells.Add("");
                cells.Add(Value(reader));
            });
            return [.. cells];
        }

        private string Value(XmlReader reader)
        {
            var (type, style, value) = (reader.GetAttribute("t"), reader.GetAttribute("s"), "");
            Within(reader, () =>
            {
                if (Starts(reader, "v")) value = reader.ReadElementContentAsString();
                else if (Starts(reader, "is")) value = Text(reader);
                else if (Starts(reader, "f")) reader.Skip();
                else reader.Read();
            });
            return type switch
            {
                "s" => value.Length == 0 ? "" : shared[int.Parse(value, CultureInfo.InvariantCulture)],
                null or "n" => Number(value, style),
                "b" => value == "1" ? "Yes" : "No",
                "e" => "",
                _ => Cell.Unguarded(value),
            };
        }

        /// <summary>As people read it: a day as a date, and 9990000018 even where it was saved as 9.990000018E9.</summary>
        private string Number(string value, string? style)
        {
            if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return value;
            var isDate = int.TryParse(style, CultureInfo.InvariantCulture, out var at) && at < dates.Length && dates[at];
            if (!isDate || number is < 61 or >= 2_958_466) return number.ToString("0.##########", CultureInfo.InvariantCulture);

            var moment = SerialZero.AddMinutes((double)decimal.Round(number * 1440));
            return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        }

        /// <summary>"C7" is the third column: 2.</summary>
        private static int? Place(string? reference)
        {
            var place = 0;
            foreach (var c in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper)) place = (place * 26) + (c - 'A') + 1;
            return place == 0 ? null : place - 1;
        }
    }
}
