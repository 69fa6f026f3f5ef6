using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Dsr.Referrals;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;
using Column = Dsr.Referrals.Column;
using Sheet = Dsr.Referrals.Sheet;

namespace Dsr.Tests.Referrals.Import;

public class SheetTests
{
    private const string Headings = "Surname,First name,DOB,Consent basis,Consent date,Notes";

    [Fact]
    public void Rows_are_numbered_as_the_spreadsheet_shows_them()
    {
        var sheet = Csv($"{Headings}\r\nTate,Esther,14/03/1990,Consent,01/10/2026,\"two\r\nlines\"\r\n,,,,,\r\n\r\nBell,Ada,14/03/1990,Consent,01/10/2026,\r\n,,,,,\r\n");

        sheet.Rows.Select(row => row.Number).ShouldBe([2, 5]);
        sheet.Rows[0][Column.Notes].ShouldBe("two\nlines");
    }

    [Fact]
    public void Headings_are_known_by_their_synonyms_and_the_rest_is_named()
    {
        var sheet = Csv("Forename;Family name;Date of Birth;CONSENT BASIS;Date of consent;Shoe size\nEsther;Tate;14/03/1990;Consent;01/10/2026;5\n");

        sheet.Rows[0][Column.FirstName].ShouldBe("Esther");
        sheet.Rows[0][Column.Born].ShouldBe("14/03/1990");
        sheet.Rows[0][Column.Notes].ShouldBe("");
        sheet.NotUnderstood.ShouldBe(["Shoe size"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Surname,First name,DOB\nTate,Esther,14/03/1990\n")]
    [InlineData(Headings + ",Comments\n")]
    public void A_file_that_is_no_register_is_not_read(string csv) => Should.Throw<SheetException>(() => Csv(csv));

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_so() => Should.Throw<SheetException>(() => Sheet.Open("/no/such/file.csv"));

    [Fact]
    public void An_older_spreadsheets_letters_are_read()
    {
        var sheet = Sheet.ReadCsv(Encoding.Latin1.GetBytes($"{Headings}\nWójcik,Siân,14/03/1990,Consent,01/10/2026,\n"));

        sheet.Rows[0][Column.Surname].ShouldBe("Wójcik");
    }

    [Fact]
    public void Characters_that_cannot_be_seen_are_left_out() =>
        Csv($"{Headings}\nTa\0te,\u200bEsther\u00a0 ,14/03/1990,Consent,01/10/2026,\n").Rows[0].ShouldSatisfyAllConditions(
            row => row[Column.Surname].ShouldBe("Tate"),
            row => row[Column.FirstName].ShouldBe("Esther"));

    [Fact]
    public void Rejected_rows_are_written_so_that_they_can_be_mended_and_read_again()
    {
        var sheet = SheetFixture.Sheet(
            [("RAG", "Purple"), ("Notes", "=HYPERLINK(\"http://x.example\",\"click\")")],
            [("First name", "Ada")],
            [("DOB", "unknown"), ("NHS No.", "999 000 0026"), ("Notes", "+44 07700 900982")],
            [("DOB", "unknown"), ("NHS No.", "999 000 0034"), ("Notes", "'quoted'\nand more")]);
        var writer = new StringWriter();

        sheet.WriteRejects(writer, SheetFixture.Judged(sheet));
        var rejects = writer.ToString();
        var again = Csv(rejects.Replace("Purple", "Amber", StringComparison.Ordinal));
        var twice = new StringWriter();
        again.WriteRejects(twice, SheetFixture.Judged(again));

        rejects.ShouldStartWith("\"Surname\",\"First name\",");
        rejects.ShouldContain("\"Why rejected\"\r\n");
        rejects.ShouldContain("\"'=HYPERLINK(\"\"http://x.example\"\",\"\"click\"\")\"");
        rejects.ShouldContain("\"'+44 07700 900982\"");
        rejects.ShouldContain("\"rating-unknown: Rating must be red, amber, green or blue\"\r\n");
        again.NotUnderstood.ShouldBeEmpty();
        again.Rows.Select(row => row[Column.Notes]).ShouldBe(["=HYPERLINK(\"http://x.example\",\"click\")", "+44 07700 900982", "'quoted'\nand more"]);
        SheetFixture.Judged(again).Select(judgement => judgement.Fate).ShouldBe([Fate.Accept, Fate.Reject, Fate.Reject]);
        twice.ToString().Split("Why rejected").Length.ShouldBe(2);
    }

    [Fact]
    public void Whatever_a_rejected_cell_holds_comes_back_as_it_was_and_no_spreadsheet_runs_it()
    {
        var cell = Gen.Elements("=+-@\t\r\n'\",; aé0".ToCharArray()).ArrayOf().Select(letters => "x"[..(letters.Length % 2)] + new string(letters));
        Check.One(Properties.TenThousand.WithMaxTest(1_000), Prop.ForAll(cell.ToArbitrary(), text =>
        {
            var sheet = SheetFixture.Sheet([("RAG", "Purple"), ("Notes", text)]);
            var writer = new StringWriter();
            sheet.WriteRejects(writer, SheetFixture.Judged(sheet));
            var again = Csv(writer.ToString());
            return again.Rows[0].Cells.SkipLast(1).SequenceEqual(sheet.Rows[0].Cells) && !writer.ToString().Contains(",\"=", StringComparison.Ordinal);
        }));
    }

    [Fact]
    public void A_workbook_is_read_like_the_same_sheet_as_csv()
    {
        var csv = Sheet.Open(SheetFixture.File("register-staffordshire.csv"));
        var rows = csv.Rows.Take(60).Select(row => row.Cells).Prepend([.. csv.Headings]).ToList();

        var workbook = Sheet.ReadWorkbook(Workbook(rows, emptyAfter: 30));

        workbook.Rows.Select(row => row.Number).ShouldBe(Enumerable.Range(2, 29).Concat(Enumerable.Range(32, 31)));
        SheetFixture.Judged(workbook).Select(judgement => (judgement.Fate, judgement.Person))
            .ShouldBe(SheetFixture.Judged(csv).Take(60).Select(judgement => (judgement.Fate, judgement.Person)));
    }

    [Fact]
    public void A_file_that_is_no_workbook_is_said_to_be_so() => Should.Throw<SheetException>(() => Sheet.ReadWorkbook([1, 2, 3]));

    /// <summary>Digits are stored as numbers, every other text once in the shared table, and empty cells not at all, as spreadsheets do.</summary>
    private static byte[] Workbook(List<string[]> rows, int emptyAfter)
    {
        var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, DocumentFormat.OpenXml.SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var worksheet = workbook.AddNewPart<WorksheetPart>();
            workbook.Workbook = new Workbook(new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = workbook.GetIdOfPart(worksheet), SheetId = 1, Name = "Register" }));
            var table = new SharedStringTable();
            workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = table;
            var texts = new List<string>();
            var data = new SheetData();
            for (var at = 0; at < rows.Count; at++)
            {
                var number = (uint)(at < emptyAfter ? at + 1 : at + 2);
                var row = new Row { RowIndex = number };
                for (var place = 0; place < rows[at].Length; place++)
                {
                    var text = rows[at][place];
                    if (text.Length == 0) continue;
                    var cell = new DocumentFormat.OpenXml.Spreadsheet.Cell { CellReference = $"{(char)('A' + place)}{number}" };
                    if (text.All(char.IsAsciiDigit) && text[0] != '0') cell.CellValue = new CellValue(text);
                    else
                    {
                        cell.DataType = CellValues.SharedString;
                        cell.CellValue = new CellValue(texts.Count.ToString());
                        texts.Add(text);
                        table.Append(new SharedStringItem(new Text(text) { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve }));
                    }

                    row.Append(cell);
                }

                data.Append(row);
            }

            worksheet.Worksheet = new Worksheet(data);
        }

        return stream.ToArray();
    }

    private static Sheet Csv(string text) => Sheet.ReadCsv(Encoding.UTF8.GetBytes(text));
}
