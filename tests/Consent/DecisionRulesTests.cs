using Dsr.Consent;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Consent;

public sealed class DecisionRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly ConsentArea Rules = AreaTests.Shipped["staffordshire"].Section<ConsentArea>("consent");

    [Theory] // domain 5.2, row by row
    [InlineData(9, "gillick parental care-order")]
    [InlineData(15, "gillick parental care-order")]
    [InlineData(17, "own-consent best-interests")]
    [InlineData(18, "own-consent best-interests lpa deputy")]
    [InlineData(40, "own-consent best-interests lpa deputy")]
    public void Only_the_routes_that_are_lawful_at_an_age_are_offered(int age, string kinds)
        => Facts(Today.AddYears(-age).AddDays(-1), "own-consent") .Rules.LawfulAt(age).Select(kind => kind.Key).Order().ShouldBe(kinds.Split(' ').Order());

    [Fact]
    public void Lawful_routes_agree_with_the_table_of_the_domain() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Gen.Choose(0, 100).ToArbitrary(), age =>
            Rules.Kinds.All(kind => Rules.LawfulAt(age).Contains(kind) == kind.Key switch
            {
                "gillick" or "parental" or "care-order" => age < 16,
                "own-consent" or "best-interests" => age >= 16,
                _ => age >= 18,
            })));

    [Fact] // a child who agreed at 15 still agrees at 16; what a parent said ended with the birthday
    public void Just_after_the_16th_birthday_a_childs_own_earlier_consent_can_be_recorded_and_a_parents_cannot()
    {
        var routes = Facts(Today.AddYears(-16).AddDays(-30), "gillick").Routes.Select(kind => kind.Key).ToList();
        routes.ShouldContain("gillick");
        routes.ShouldContain("own-consent");
        routes.ShouldNotContain("parental");
    }

    [Fact]
    public void Parental_consent_for_a_young_person_of_16_is_refused_in_plain_words()
    {
        var form = Whole();
        Errors(form, Facts(Today.AddYears(-16).AddDays(-3), "parental")).ShouldContain("Jo was 16 on that day. From 16 a young person decides for themselves: a parent's or local authority's agreement alone is not enough");
    }

    [Fact] // MCA 2005 s.2(5)
    public void A_best_interests_decision_under_16_is_refused()
        => Errors(Whole(), Facts(Today.AddYears(-15), "best-interests")).ShouldContain("Jo was 15 on that day. The Mental Capacity Act cannot be used under 16: ask a person with parental responsibility");

    [Fact] // domain 5.1: the child is asked too
    public void Under_16_what_the_child_said_is_required()
    {
        var form = Whole();
        form.ChildsView = "";
        Errors(form, Facts(Today.AddYears(-10), "parental")).ShouldBe(["Enter what Jo said about it"]);
    }

    [Fact]
    public void A_decision_is_not_in_the_future_nor_before_birth_nor_already_over()
    {
        var form = Whole();
        var facts = Facts(new(1990, 1, 1), "own-consent");
        form.DecidedOn = Today.AddDays(1);
        Errors(form, facts).ShouldBe(["Date they decided must be today or in the past"]);
        form.DecidedOn = new(1989, 12, 31);
        Errors(form, facts).ShouldBe(["Date they decided must be after Jo was born, 1 January 1990"]);
        form.DecidedOn = new(2025, 11, 20);
        Errors(form, facts).ShouldBe(["A decision made on that day ended on 19 November 2026. Ask again"]);
        form.DecidedOn = new(2025, 11, 21);
        Errors(form, facts).ShouldBe(["A decision made on that day ended on 20 November 2026. Ask again"]);
        form.DecidedOn = new(2025, 11, 22);
        Errors(form, facts).ShouldBeEmpty();
    }

    [Fact]
    public void After_a_withdrawal_an_older_decision_cannot_be_recorded_again()
    {
        var form = Whole();
        form.DecidedOn = Today.AddDays(-10);
        var withdrawn = new AuthorityState("own-consent", Today.AddDays(100), London.StartOf(Today.AddDays(-2)).AddHours(9), Today);
        Errors(form, Facts(new(1990, 1, 1), "own-consent") with { State = withdrawn }).ShouldBe(["Date they decided must be the same as or after the day consent was withdrawn, 19 November 2026"]);
    }

    [Fact]
    public void Every_error_comes_at_once() => Errors(new DecisionForm(), Facts(new(2016, 1, 1), "parental")).Count.ShouldBe(11);

    [Fact] // domain 5.2, row 2: a parent decides for a child who is not competent to
    public void A_parent_decides_only_for_a_child_who_is_not_competent()
    {
        var form = Whole();
        form.NotCompetent = "";
        Errors(form, Facts(Today.AddYears(-10), "parental")).ShouldBe(["Enter how you know that Jo is not competent to decide yet"]);
        Errors(form, Facts(Today.AddYears(-10), "care-order")).ShouldBe(["Enter how you know that Jo is not competent to decide yet"]);
        Errors(form, Facts(Today.AddYears(-10), "gillick")).ShouldBeEmpty();
    }

    [Fact] // domain 5.2, rows 5 and 7; Mental Capacity Act 2005 s.1(2)
    public void Nobody_decides_for_a_person_before_an_assessment_has_found_that_they_cannot()
    {
        foreach (var kind in new[] { "best-interests", "lpa", "deputy" })
            Errors(Whole(), Facts(new(1990, 1, 1), kind)).ShouldBe(["Capacity comes first: nobody decides for Jo before an assessment finds that they cannot. Start it from the consent page"]);
    }

    private static IReadOnlyList<string> Errors(DecisionForm form, DecisionFacts facts) => [.. DecisionRules.Faults(form, facts).Select(fault => fault.Error)];

    private static DecisionFacts Facts(DateOnly born, string kind)
        => new(Guid.CreateVersion7(), "staffordshire", "Jo", born, kind, new AuthorityState(null, null, null, Today), null, 0, Today, Rules);

    private static DecisionForm Whole() => new()
    {
        DecidedOn = Today, DecidedBy = "Sam Ashworth", HowGiven = "in-person", GivenToHelp = ["easy-read"], Evidence = "Said yes", MayBeTold = ["health"],
        Relationship = "Mother", ParentalBasis = "Birth mother", LegalOrder = "Care order", ChildsView = "Happy with it", ChildAgrees = "yes", CompetenceHow = "Explained it back", CompetenceBy = "Dr Lee",
        NotCompetent = "Cannot say what sharing means",
    };
}
