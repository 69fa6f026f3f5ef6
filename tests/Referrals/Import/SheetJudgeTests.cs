using System.Text.Json;
using Dsr.Referrals;

namespace Dsr.Tests.Referrals.Import;

public class SheetJudgeTests
{
    [Fact]
    public void Every_row_of_a_sheet_as_a_team_keeps_it_comes_to_what_is_expected()
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(SheetFixture.File("register-staffordshire.expected.json")));
        var judged = SheetFixture.Judged(Sheet.Open(SheetFixture.File("register-staffordshire.csv"), SheetWords.Usual));

        judged.Count.ShouldBe(expected.RootElement.GetProperty("rows").GetInt32());
        var different = new List<string>();
        foreach (var judgement in judged)
        {
            var row = expected.RootElement.GetProperty("by_row").GetProperty(judgement.Row.Number.ToString());
            var fate = row.GetProperty("fate").GetString();
            var why = row.GetProperty("why").EnumerateArray().Select(code => code.GetString()!).ToList();
            if (!judgement.Fate.ToString().Equals(fate, StringComparison.OrdinalIgnoreCase) || why.Except(judgement.Why).Any())
                different.Add($"row {judgement.Row.Number}: {judgement.Fate} {string.Join(' ', judgement.Why)}, expected {fate} {string.Join(' ', why)}");
        }

        different.ShouldBeEmpty();
        foreach (var count in expected.RootElement.GetProperty("count").EnumerateObject())
            judged.Count(judgement => judgement.Fate.ToString().Equals(count.Name, StringComparison.OrdinalIgnoreCase)).ShouldBe(count.Value.GetInt32());
    }

    [Fact]
    public void The_same_sheet_again_adds_nobody()
    {
        var sheet = Sheet.Open(SheetFixture.File("register-staffordshire.csv"), SheetWords.Usual);
        var first = SheetFixture.Judged(sheet).Where(judgement => judgement.Person is not null).Select(judgement => judgement.Person!).ToList();
        var known = new KnownPeople(
            first.Where(person => person.NhsNumber is not null).Select(person => person.NhsNumber!).ToHashSet(StringComparer.Ordinal),
            first.Select(person => KnownPeople.Key(person.FirstName, person.Surname, person.Born, person.Postcode)).ToHashSet(StringComparer.Ordinal));

        SheetFixture.Judged(sheet, known).ShouldAllBe(judgement => judgement.Fate == Fate.Reject);
    }

    [Fact]
    public void A_row_without_a_fault_comes_in()
    {
        var judgement = SheetFixture.Judged();

        judgement.Fate.ShouldBe(Fate.Accept);
        judgement.Why.ShouldBeEmpty();
        judgement.Person.ShouldBe(new SheetPerson
        {
            FirstName = "Esther",
            Surname = "Tate",
            Born = new(1990, 3, 14),
            NhsNumber = "9990000018",
            Postcode = "ST4 2AB",
            LocalAuthority = "Staffordshire",
            Diagnosis = "learning-disability",
            Rating = "amber",
            RatedSince = new(2026, 10, 1),
            AuthorityKind = "own-consent",
            AuthorityDecidedOn = new(2026, 10, 1),
            LeadName = "Leo Wray",
            LeadOrganisation = "NSCHT CAMHS",
            LeadEmail = "leo.wray@example.com",
            LastUpdate = new(2026, 11, 1),
            AddedOn = new(2025, 10, 1),
        });
    }

    [Theory]
    [InlineData("NHS No.", "9990000019", "nhs-number-check-digit")]
    [InlineData("NHS No.", "999 000 001", "nhs-number-check-digit")]
    [InlineData("DOB", "32/01/1999", "date-of-birth-invalid")]
    [InlineData("DOB", "", "date-of-birth-invalid")]
    [InlineData("DOB", "21/12/2026", "date-of-birth-in-future")]
    [InlineData("Consent basis", "", "no-authority")]
    [InlineData("Consent basis", "to be asked", "no-authority")]
    [InlineData("Consent date", "", "no-authority")]
    [InlineData("Consent date", "soon", "no-authority")]
    [InlineData("Consent date", "22/11/2026", "no-authority")]
    [InlineData("Consent basis", "Parent", "authority-not-lawful-for-age")]
    [InlineData("RAG", "Purple", "rating-unknown")]
    [InlineData("RAG", "Red/Amber", "rating-unknown")]
    [InlineData("RAG", "?", "rating-unknown")]
    public void A_row_is_rejected(string heading, string cell, string why)
    {
        var judgement = SheetFixture.Judged((heading, cell));

        judgement.Fate.ShouldBe(Fate.Reject);
        judgement.Why.ShouldBe([why]);
        judgement.Person.ShouldBeNull();
    }

    [Theory]
    [InlineData("NHS No.", "", "nhs-number-missing")]
    [InlineData("NHS No.", "N/K", "nhs-number-missing")]
    [InlineData("NHS No.", "not known", "nhs-number-missing")]
    [InlineData("RAG", "", "not-rated")]
    [InlineData("Ordinarily resident LA", "", "local-authority-unknown")]
    [InlineData("Ordinarily resident LA", "Wales?", "local-authority-unknown")]
    [InlineData("Consent date", "20/11/2025", "authority-lapsed")]
    [InlineData("Lead organisation", "Somewhere Care Ltd", "organisation-not-in-agreement")]
    [InlineData("Lead email", "not an email", "lead-email-invalid")]
    [InlineData("Last update", "22/11/2026", "update-in-future")]
    public void A_row_comes_in_with_a_warning(string heading, string cell, string why)
    {
        var judgement = SheetFixture.Judged((heading, cell));

        judgement.Fate.ShouldBe(Fate.Warn);
        judgement.Why.ShouldBe([why]);
        judgement.Person.ShouldNotBeNull();
    }

    [Fact]
    public void A_row_needs_a_first_name_or_a_surname()
    {
        SheetFixture.Judged(("First name", ""), ("Surname", " ")).Why.ShouldBe(["name-missing"]);
        SheetFixture.Judged(("First name", "")).Fate.ShouldBe(Fate.Accept);
        SheetFixture.Judged(("Surname", "")).Fate.ShouldBe(Fate.Accept);
    }

    [Fact]
    public void All_reasons_are_named_at_once() =>
        SheetFixture.Judged(("First name", ""), ("Surname", ""), ("DOB", "unknown"), ("Consent basis", ""), ("Lead email", "none")).Why
            .ShouldBe(["name-missing", "date-of-birth-invalid", "no-authority", "lead-email-invalid"]);

    [Fact]
    public void A_number_stands_once_unless_the_row_above_is_rejected()
    {
        var judged = SheetFixture.Judged(SheetFixture.Sheet(
            [("RAG", "Purple")],
            [("First name", "Ada")],
            [("First name", "Ben"), ("NHS No.", "999-000-0018")]));

        judged.Select(judgement => judgement.Fate).ShouldBe([Fate.Reject, Fate.Accept, Fate.Reject]);
        judged[2].Why.ShouldBe(["duplicate-nhs-number"]);
    }

    [Fact]
    public void A_number_on_the_register_is_not_taken_again()
    {
        var known = KnownPeople.None with { NhsNumbers = new HashSet<string> { "9990000018" } };

        SheetFixture.Judged(SheetFixture.Sheet([("Notes", "")]), known)[0].Why.ShouldBe(["duplicate-nhs-number"]);
    }

    [Fact]
    public void Without_a_number_the_register_is_searched_by_name_birth_and_postcode_but_not_the_sheet_itself()
    {
        var known = KnownPeople.None with { Keys = new HashSet<string> { KnownPeople.Key("Esther", "Táte", new(1990, 3, 14), "st42ab") } };
        var twice = SheetFixture.Sheet([("NHS No.", "")], [("NHS No.", "")], [("NHS No.", ""), ("Postcode", "ST4 2AD")]);

        SheetFixture.Judged(twice).ShouldAllBe(judgement => judgement.Fate == Fate.Warn);
        SheetFixture.Judged(twice, known).Select(judgement => judgement.Why.Contains("already-on-register")).ShouldBe([true, true, false]);
    }

    [Theory]
    // the day before and the day of the sixteenth birthday
    [InlineData("Parent", "02/10/2010", "01/10/2026", Fate.Warn)]
    [InlineData("Parent", "01/10/2010", "01/10/2026", Fate.Reject)]
    [InlineData("Parent", "14/03/2015", "01/10/2026", Fate.Accept)]
    [InlineData("BI decision", "02/10/2010", "01/10/2026", Fate.Reject)]
    [InlineData("Best interests", "01/10/2010", "01/10/2026", Fate.Accept)]
    [InlineData("Yes - own consent", "01/10/2010", "01/10/2026", Fate.Accept)]
    [InlineData("LPA", "14/03/2009", "01/10/2026", Fate.Reject)]
    [InlineData("Consent", "02/10/2026", "01/10/2026", Fate.Reject)]
    public void The_authority_was_open_at_the_age_on_the_day_of_the_decision(string basis, string born, string decided, object fate) =>
        SheetFixture.Judged(("Consent basis", basis), ("DOB", born), ("Consent date", decided)).Fate.ShouldBe((Fate)fate);

    [Fact]
    public void A_parents_consent_is_asked_again_at_sixteen()
    {
        SheetFixture.Judged(("Consent basis", "Parent"), ("DOB", "21/11/2010"), ("Consent date", "16/06/2026")).Why.ShouldBe(["re-consent-at-16"]);
        SheetFixture.Judged(("Consent basis", "Parent"), ("DOB", "22/11/2010"), ("Consent date", "16/06/2026")).Why.ShouldBeEmpty();
    }

    [Fact]
    public void Authority_lasts_until_the_day_before_a_year_on()
    {
        SheetFixture.Judged(("Consent date", "22/11/2025")).Fate.ShouldBe(Fate.Accept);
        SheetFixture.Judged(("Consent date", "21/11/2025")).Why.ShouldBe(["authority-lapsed"]);
    }

    [Theory]
    [InlineData("Consent", "14/03/1990", "own-consent")]
    [InlineData("Consent", "14/03/2014", "gillick")]
    [InlineData("Mother", "14/03/2014", "parental")]
    [InlineData("LPA", "14/03/1990", "lpa")]
    [InlineData("Best interests meeting", "14/03/1990", "best-interests")]
    public void Who_decided_is_a_kind_of_the_area(string basis, string born, string kind) =>
        SheetFixture.Judged(("Consent basis", basis), ("DOB", born)).Person!.AuthorityKind.ShouldBe(kind);

    [Fact]
    public void An_organisation_is_known_by_its_aliases_unless_it_left_the_agreement()
    {
        SheetFixture.Judged(("Lead organisation", "north staffs camhs")).Person!.LeadOrganisation.ShouldBe("NSCHT CAMHS");

        var rules = new SheetRules(SheetFixture.Areas["staffordshire"], [new("NSCHT CAMHS", InForce: false), new("Somewhere Care Ltd", InForce: true)]);
        rules.Organisation("North Staffs CAMHS").ShouldBeNull();
        rules.Organisation("NSCHT CAMHS").ShouldBeNull();
        rules.Organisation("Somewhere Care Ltd").ShouldBe("Somewhere Care Ltd");
    }

    [Theory]
    [InlineData("Blue - inpatient", "blue")]
    [InlineData(" Amber", "amber")]
    [InlineData("r", "red")]
    [InlineData("G", "green")]
    [InlineData("RED", "red")]
    public void A_rating_is_known_by_its_spellings(string written, string rating) => SheetFixture.Judged(("RAG", written)).Person!.Rating.ShouldBe(rating);

    [Theory]
    [InlineData("LD & Autism", "both")]
    [InlineData("Both", "both")]
    [InlineData("Autism", "autism")]
    [InlineData("learning disability", "learning-disability")]
    public void A_diagnosis_is_known_by_its_spellings(string written, string diagnosis) => SheetFixture.Judged(("LD / autism", written)).Person!.Diagnosis.ShouldBe(diagnosis);

    [Fact]
    public void What_cannot_be_taken_over_stays_readable_in_the_notes()
    {
        var person = SheetFixture.Judged(("Notes", "=HYPERLINK(\"http://x.example\",\"click\")"), ("Ordinarily resident LA", "Wales?"), ("LD / autism", "FASD")).Person!;

        person.Notes.ShouldBe("=HYPERLINK(\"http://x.example\",\"click\")\nOrdinarily resident LA in the sheet: Wales?\nLD / autism in the sheet: FASD");
    }
}
