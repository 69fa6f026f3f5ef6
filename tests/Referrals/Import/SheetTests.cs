using System.Text;
using Dsr.Referrals;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

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
        sheet.Headings.NotUnderstood.ShouldBe(["Shoe size"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Surname,First name,DOB\nTate,Esther,14/03/1990\n")]
    [InlineData(Headings + ",Comments\n")]
    public void A_file_that_is_no_register_is_not_read(string csv) => Should.Throw<SheetException>(() => Csv(csv));

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_so() => Should.Throw<SheetException>(() => Sheet.Open("/no/such/file.csv", SheetWords.Usual));

    [Fact]
    public void An_older_spreadsheets_letters_are_read()
    {
        var sheet = Sheet.ReadCsv(new MemoryStream(Encoding.Latin1.GetBytes($"{Headings}\nWójcik,Siân,14/03/1990,Consent,01/10/2026,\n")), SheetWords.Usual);

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
        again.Headings.NotUnderstood.ShouldBeEmpty();
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
        var csv = Sheet.Open(SheetFixture.File("register-staffordshire.csv"), SheetWords.Usual);
        var rows = csv.Rows.Take(60).Select(row => row.Cells).Prepend([.. csv.Headings.Written]).ToList();

        var workbook = Read(new MadeWorkbook().With("Register", rows, emptyAfter: 30));

        workbook.Rows.Select(row => row.Number).ShouldBe(Enumerable.Range(2, 29).Concat(Enumerable.Range(32, 31)));
        SheetFixture.Judged(workbook).Select(judgement => (judgement.Fate, judgement.Person))
            .ShouldBe(SheetFixture.Judged(csv).Take(60).Select(judgement => (judgement.Fate, judgement.Person)));
    }

    [Fact]
    public void A_file_that_is_no_workbook_is_said_to_be_so() => Should.Throw<SheetException>(() => Workbook.Read(new MemoryStream([1, 2, 3]), SheetWords.Usual));

    [Fact]
    public void A_date_cell_is_a_day_a_number_is_its_digits_and_a_formula_is_what_it_last_made()
    {
        string[] headings = [.. Headings.Split(','), "NHS No", "Issues", "Plan", "Postcode", "Date added"];
        var sheet = Read(new MadeWorkbook().With("Register", [headings,
        [
            "Tate", "<c t=\"str\"><f>HYPERLINK(&quot;http://x.example&quot;,&quot;Esther&quot;)</f><v>Esther</v></c>", "<c s=\"2\"><v>9205</v></c>", "<c t=\"b\"><v>1</v></c>", "<c s=\"1\"><v>46296.000000000007</v></c>",
            "<c t=\"inlineStr\"><is><r><t>two</t></r><r><t xml:space=\"preserve\"> pieces</t></r><rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh></is></c>", "<c><v>9.990000018E9</v></c>",
            "<c t=\"e\"><f>A1/0</f><v>#DIV/0!</v></c>", "<c s=\"3\"><v>46296.5</v></c>", "<c><f>NOW()</f></c>", "<c s=\"1\"><v>46296.5</v></c>",
        ]]));

        sheet.Rows[0].Cells.ShouldBe(["Tate", "Esther", "1925-03-14", "Yes", "2026-10-01", "two pieces", "9990000018", "", "46296.5", "", "2026-10-01 12:00"]);
        SheetFixture.Judged(sheet)[0].Person!.ShouldSatisfyAllConditions(
            person => person.Born.ShouldBe(new(1925, 3, 14)),
            person => person.AuthorityDecidedOn.ShouldBe(new(2026, 10, 1)),
            person => person.AddedOn.ShouldBe(new(2026, 10, 1)),
            person => person.NhsNumber.ShouldBe("9990000018"),
            person => person.AuthorityKind.ShouldBe("own-consent"));
    }

    [Fact]
    public void Of_several_sheets_the_one_that_is_a_register_is_read_and_where_two_are_it_is_asked_which()
    {
        string[][] rows = [Headings.Split(','), ["Tate", "Esther", "14/03/1990", "Consent", "01/10/2026"]];
        string[][] other = [["Key"], ["Red", "At risk"]];
        var one = new MadeWorkbook().With("Key", other).With("Register", rows).With("Last year", rows, hidden: true);
        var two = new MadeWorkbook().With("Adults", rows).With("Children", rows);

        Read(one).Name.ShouldBe("Register");
        Read(one, "last year ").Name.ShouldBe("Last year");
        Should.Throw<SheetException>(() => Read(one, "Key")).Message.ShouldContain("no heading \"Surname\"");
        Should.Throw<SheetException>(() => Read(one, "Adults")).Message.ShouldContain("\"Key\", \"Register\", \"Last year\"");
        Should.Throw<SheetException>(() => Read(two)).Message.ShouldContain("\"Adults\", \"Children\"");
        Read(two, "Children").Name.ShouldBe("Children");
        Should.Throw<SheetException>(() => Workbook.Read(new MemoryStream(one.Save(from1904: true)), SheetWords.Usual)).Message.ShouldContain("1904");
    }

    [Theory]
    [InlineData("staffordshire", "RAG", "Blue - inpatient", "Ordinarily resident LA", "SOT", "Lead professional", "Lead organisation", "North Staffs CAMHS", "Consent basis", "Consent", "LD / autism", "LD & Autism")]
    [InlineData("south-yorkshire", "BRAG tool outcome", "Blue (in hospital)", "Place", "City of Doncaster", "Care coordinator", "Team", "FOLS", "Consent", "Yes", "Diagnosis", "LDA")]
    [InlineData("nottinghamshire", "BRAG", "Blue", "City or county", "Notts", "Referring professional", "Organisation", "Nottinghamshire Police", "Consent type", "Verbal consent", "Primary diagnosis", "LD with autism")]
    [InlineData("sunderland", "Risk level", "blue", "LA", "City of Sunderland", "Case holder", "Service", "Together for Children Sunderland", "Consent basis", "own consent", "LD and/or autism", "Both")]
    [InlineData("northamptonshire", "BRAG status", "B", "Council", "West Northants", "Named worker", "Agency", "En-fold", "Consent obtained from", "Self", "LDA", "ASD and LD")]
    public void Each_areas_sheet_is_understood_in_its_own_words(
        string area, string rating, string blue, string place, string where, string lead, string organisation, string theirs, string consent, string own, string diagnosis, string both)
    {
        var profile = SheetFixture.Areas[area];
        var words = new SheetWords(profile.Section<ReferralsArea>("referrals").Sheet);
        var sheet = SheetFixture.Csv(
            $"""
            Surname,First name,DOB,NHS No.,{rating},{place},{lead},{organisation},Lead email,{consent},Consent date,{diagnosis}
            Tate,Esther,14/03/1990,999 000 0018,{blue},{where},Leo Wray,{theirs},leo.wray@example.com,{own},01/10/2026,{both}

            """, words);

        var judgement = new Judge(new SheetRules(profile, []), words, KnownPeople.None, SheetFixture.Today).Of(sheet.Rows[0]);

        sheet.Headings.NotUnderstood.ShouldBeEmpty();
        judgement.Why.ShouldBeEmpty();
        judgement.Person!.ShouldSatisfyAllConditions(
            person => person.Rating.ShouldBe("blue"),
            person => person.LeadName.ShouldBe("Leo Wray"),
            person => person.LocalAuthority.ShouldNotBeNull(),
            person => person.LeadOrganisation.ShouldNotBeNull(),
            person => person.AuthorityKind.ShouldBe("own-consent"),
            person => person.Diagnosis.ShouldBe("both"));
    }

    [Fact]
    public void A_mapping_wins_over_the_areas_words_and_those_over_the_usual_ones()
    {
        var area = new OwnWords(Headings: Of("NHS No", "Number"), Ratings: Of("red", "High"), LeaveOut: ["Notes", "Ref"]);
        var map = new OwnWords(Headings: Of("Reference", "Number", "Notes"), Ratings: Of("amber", "High"), Sheet: "Adults");
        var words = new SheetWords(area, null, map);

        words.Heading("number").ShouldBe(Column.Reference);
        words.Heading("NHS No.").ShouldBe(Column.NhsNumber);
        words.Rating("HIGH").ShouldBe("amber");
        words.Rating("red").ShouldBe("red");
        words.LeavesOut("Ref").ShouldBeTrue();
        words.LeavesOut("notes").ShouldBeFalse();
        words.SheetName.ShouldBe("Adults");
        words.In("Children").Rating("high").ShouldBe("amber");
        SheetWords.Usual.Rating("High").ShouldBeNull();
    }

    [Fact]
    public void Faults_of_a_mapping_are_named_all_at_once() =>
        new OwnWords(Headings: Of("Shoe size", "Size"), Ratings: Of("purple", "High"), Diagnoses: new Dictionary<string, IReadOnlyList<string>> { ["both"] = ["A L"], ["autism"] = ["a-l"] })
            .Faults().Select(fault => fault.Path).ShouldBe(["headings.Shoe size", "ratings.purple", "diagnoses"]);

    private static Dictionary<string, IReadOnlyList<string>> Of(string word, params string[] spellings) => new() { [word] = spellings };

    private static Sheet Read(MadeWorkbook workbook, string? named = null) =>
        Workbook.Read(new MemoryStream(workbook.Save()), named is null ? SheetWords.Usual : SheetWords.Usual.In(named));

    private static Sheet Csv(string text) => SheetFixture.Csv(text);
}
