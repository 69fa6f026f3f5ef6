using Dsr.Rating;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Rating;

public sealed class ToolRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact] // domain 3.3: suggested and agreed apart; a difference needs a reason
    public void A_different_rating_from_the_suggested_one_needs_a_reason()
    {
        var form = Form("amber");
        form.Proposed = "green";
        Errors(form, "staffordshire").ShouldBe(["Enter why you propose a different rating from the one the tool suggests"]);
        form.Difference = "A new team starts tomorrow";
        Errors(form, "staffordshire").ShouldBeEmpty();
    }

    [Fact] // domain 1.4: blue is a fact
    public void Blue_cannot_be_proposed_for_somebody_who_is_not_in_hospital_nor_another_for_somebody_who_is()
    {
        var form = Form("amber");
        form.Proposed = "blue";
        Errors(form, "staffordshire").ShouldBe(["Select the rating you propose"]);
        form = Form("blue");
        form.Hospital = "St Made-Up's";
        form.AdmittedOn = Today;
        form.LegalStatus = "informal";
        form.Proposed = "green";
        Errors(form, "staffordshire").ShouldBe(["Select the rating you propose"]);
        form.Proposed = "blue";
        Errors(form, "staffordshire").ShouldBeEmpty();
    }

    [Fact]
    public void Every_item_of_a_checklist_is_answered_and_not_known_is_an_answer()
    {
        var form = Form("red");
        Errors(form, "northamptonshire").Count.ShouldBe(19);
        foreach (var item in Facts("northamptonshire").Tool.Items) form.Answers[item.Key] = "not-known";
        form.Answers["life-event"] = "yes";
        Errors(form, "northamptonshire").ShouldBeEmpty();
        ToolRules.Why(form, Facts("northamptonshire").Tool).ShouldStartWith("1 of 19 are yes and 18 are not known. They have no weights.");
    }

    [Fact]
    public void Answers_to_an_older_version_of_a_tool_do_not_answer_the_newer()
    {
        var form = Form("red");
        form.ToolVersion = "0";
        Errors(form, "south-yorkshire").ShouldBe(["The tool changed while you were answering. Check each answer again"]);
    }

    [Fact] // domain 1.9: keyworker 0 to 25
    public void A_keyworker_is_asked_for_up_to_and_with_25() =>
        Check.One(Properties.TenThousand.WithMaxTest(200), Prop.ForAll(Gen.Choose(0, 90).ToArbitrary(), age =>
            RatingChange.FollowsAt(Rules("sunderland"), "red", age).Any(words => words.StartsWith("Keyworker", StringComparison.Ordinal)) == (age <= 25)
            && RatingChange.FollowsAt(Rules("sunderland"), "red", age)[0] == "A Care (Education) and Treatment Review must take place"));

    private static RatingArea Rules(string area) => AreaTests.Shipped[area].Section<RatingArea>("rating");

    private static ToolFacts Facts(string area) => new(Guid.CreateVersion7(), area, "Jo", new(2009, 3, 14), null, Rules(area).ToolOn(Today, 17), Rules(area), Today);

    private static IReadOnlyList<string> Errors(ToolForm form, string area)
    {
        if (form.ToolVersion.Length == 0) form.ToolVersion = Facts(area).Tool.Version;
        return [.. ToolRules.Faults(form, Facts(area)).Select(fault => fault.Error)];
    }

    private static ToolForm Form(string meaning) => new() { Meaning = meaning, Proposed = meaning, DiscussedWith = ["person"], DiscussedOn = Today, Step = ToolForm.Complete };
}
