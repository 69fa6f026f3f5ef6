using Dsr.Consent;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Consent;

/// <summary>Mental Health Act 2025, s.125D, as a switch with a day (domain 2.2).</summary>
public sealed class StatutoryTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly ConsentArea Off = AreaTests.Shipped["staffordshire"].Section<ConsentArea>("consent");

    private static readonly ConsentArea On = Off with { Statutory = new([new("detained-before", "Detained before", Today), new("old", "An older factor", new(2020, 1, 1), Today.AddDays(-1))], Today) };

    [Fact] // domain 2.1
    public void It_is_off_in_every_shipped_area_and_on_from_its_day()
    {
        foreach (var area in AreaTests.Shipped.All) area.Section<ConsentArea>("consent").IsStatutory(DateOnly.MaxValue).ShouldBeFalse();
        On.IsStatutory(Today.AddDays(-1)).ShouldBeFalse();
        On.IsStatutory(Today).ShouldBeTrue();
        Errors(Off, "own-consent", new(1990, 1, 1)).ShouldBeEmpty();
    }

    [Fact] // s.125D: the register must specify the local authority; specified risk factors
    public void The_local_authority_of_ordinary_residence_and_a_specified_risk_factor_are_mandatory()
    {
        Errors(On, "own-consent", new(1990, 1, 1)).ShouldBe(["Enter the local authority in whose area Jo is ordinarily resident", "Select each risk factor that the regulations specify and that is true of them"]);
        Errors(On, "own-consent", new(1990, 1, 1), form => (form.OrdinaryResidence, form.RiskFactors) = ("Stoke-on-Trent", ["detained-before"])).ShouldBeEmpty();
        // a factor counts from its day to its day
        Errors(On, "own-consent", new(1990, 1, 1), form => (form.OrdinaryResidence, form.RiskFactors) = ("Stoke-on-Trent", ["old"])).Count.ShouldBe(1);
        Errors(On, "own-consent", new(1990, 1, 1), form => form.DecidedOn = Today.AddDays(-1)).ShouldBeEmpty();
    }

    [Fact] // domain 2.2: parental consent is not itself a route
    public void A_parents_agreement_stands_beside_the_boards_own_decision()
    {
        void Fill(DecisionForm form) => (form.OrdinaryResidence, form.RiskFactors) = ("Stoke-on-Trent", ["detained-before"]);
        Errors(On, "parental", Today.AddYears(-10), Fill).ShouldBe(["Enter why the board considers that being on the register is in Jo's best interests"]);
        Errors(On, "gillick", Today.AddYears(-10), Fill).ShouldBeEmpty();
    }

    [Fact]
    public void A_switch_with_a_day_and_no_risk_factor_on_it_is_a_fault_of_the_areas_file()
    {
        (Off with { Statutory = new([], Today) }).Faults().ShouldHaveSingleItem().Path.ShouldBe("statutory.riskFactors");
        On.Faults().ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Errors(ConsentArea rules, string kind, DateOnly born, Action<DecisionForm>? change = null)
    {
        var form = new DecisionForm
        {
            DecidedOn = Today, DecidedBy = "Sam Ashworth", HowGiven = "in-person", GivenToHelp = ["easy-read"], Evidence = "Said yes", MayBeTold = ["health"], Relationship = "Mother", ParentalBasis = "Birth mother",
            ChildsView = "Happy with it", ChildAgrees = "yes", NotCompetent = "Too young", CompetenceHow = "Explained it back", CompetenceBy = "Dr Lee",
        };
        change?.Invoke(form);
        var facts = new DecisionFacts(Guid.Empty, "staffordshire", "Jo", born, kind, new AuthorityState(null, null, null, Today), null, 0, Today, rules);
        return [.. DecisionRules.Faults(form, facts).Select(fault => fault.Error)];
    }
}
