using System.IO.Compression;
using System.Security;

namespace Dsr.Tests.Referrals.Import;

/// <summary>An .xlsx as spreadsheets save it: texts once in a shared table, empty cells and rows not at all, dates as numbers with a style.</summary>
internal sealed class MadeWorkbook
{
    private readonly List<string> texts = [];
    private readonly List<(string Name, bool Hidden, string Rows)> sheets = [];

    /// <summary>Cells are texts; what begins with &lt; is a cell as it stands in the file.</summary>
    public MadeWorkbook With(string name, IEnumerable<string[]> rows, bool hidden = false, int emptyAfter = int.MaxValue)
    {
        var number = 0;
        sheets.Add((name, hidden, string.Concat(rows.Select(row =>
        {
            if (++number == emptyAfter + 1) number++;
            return $"<row r=\"{number}\">{string.Concat(row.Select((cell, place) => Cell(cell, $"{(char)('A' + place)}{number}")))}</row>";
        }))));
        return this;
    }

    public byte[] Save(bool from1904 = false)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string package = "http://schemas.openxmlformats.org/package/2006";
            const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            const string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
            const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
            Write("[Content_Types].xml", $"""
                <Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{type}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{type}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="{type}.styles+xml"/>
                {string.Concat(sheets.Select((_, at) => $"<Override PartName=\"/xl/worksheets/sheet{at + 1}.xml\" ContentType=\"{type}.worksheet+xml\"/>"))}</Types>
                """);
            Write("_rels/.rels", $"""<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Write("xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="{package}/relationships"><Relationship Id="texts" Type="{office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="styles" Type="{office}/styles" Target="styles.xml"/>
                {string.Concat(sheets.Select((_, at) => $"<Relationship Id=\"sheet{at + 1}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{at + 1}.xml\"/>"))}</Relationships>
                """);
            Write("xl/workbook.xml", $"""
                <workbook {main} xmlns:r="{office}"><workbookPr{(from1904 ? " date1904=\"1\"" : "")}/><sheets>
                {string.Concat(sheets.Select((sheet, at) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{at + 1}\"{(sheet.Hidden ? " state=\"hidden\"" : "")} r:id=\"sheet{at + 1}\"/>"))}</sheets></workbook>
                """);
            // style 1 is a date of the program's own list, 2 a team's own, 3 an amount of money
            Write("xl/styles.xml", $"""
                <styleSheet {main}><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-809]dd\ mmm\ yyyy;@"/><numFmt numFmtId="165" formatCode="[Red]&quot;day&quot;0.00"/></numFmts>
                <cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>
                """);
            Write("xl/sharedStrings.xml", $"<sst {main}>{string.Concat(texts.Select(text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>"))}</sst>");
            for (var at = 0; at < sheets.Count; at++) Write($"xl/worksheets/sheet{at + 1}.xml", $"<worksheet {main}><sheetData>{sheets[at].Rows}</sheetData></worksheet>");

            void Write(string name, string xml)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(xml);
            }
        }

        return file.ToArray();
    }

    private string Cell(string cell, string reference)
    {
        if (cell.Length == 0) return "";
        if (cell[0] == '<') return cell.Replace("<c", $"<c r=\"{reference}\"", StringComparison.Ordinal);
        if (cell.All(char.IsAsciiDigit) && cell[0] != '0') return $"<c r=\"{reference}\"><v>{cell}</v></c>";
        texts.Add(cell);
        return $"<c r=\"{reference}\" t=\"s\"><v>{texts.Count - 1}</v></c>";
    }
}
