using Dsr.Rating;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Rating;

public sealed class ToolRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact] // domain 3.3: suggested and agreed apart; a difference needs a reason
    public void Rule_3_3_A_different_rating_from_the_suggested_one_needs_a_reason()
    {
        var form = Form("amber");
        form.Proposed = "green";
        Errors(form, "staffordshire").ShouldBe(["Enter why you propose a different rating from the one the tool suggests"]);
        form.Difference = "A new team starts tomorrow";
        Errors(form, "staffordshire").ShouldBeEmpty();
        form.Difference = new string('x', 1000);
        Errors(form, "staffordshire").ShouldBeEmpty();
        form.Difference += "x";
        Errors(form, "staffordshire").ShouldBe(["Reason must be 1,000 characters or less"]);
    }

    [Fact] // domain 3.3: the rule of the tool, not the meaning that was picked, is what a proposal is compared with
    public void Rule_3_3_The_picked_meaning_needs_a_reason_when_a_rule_of_the_tool_says_otherwise()
    {
        var form = Answered(Form("amber", "key-questions"), "sunderland", "yes");
        form.Dates["crisis"] = new() { On = Today.AddDays(-3) };
        Errors(form, "sunderland").ShouldBe(["Enter why you propose a different rating from the one the tool suggests"]);
        form.Proposed = "red";
        Errors(form, "sunderland").ShouldBeEmpty();
    }

    [Fact] // domain 1.4: blue is a fact
    public void Blue_cannot_be_proposed_for_somebody_who_is_not_in_hospital_nor_another_for_somebody_who_is()
    {
        var form = Form("amber");
        form.Proposed = "blue";
        Errors(form, "staffordshire").ShouldBe(["Select the rating you propose"]);
        form = InHospital();
        form.Proposed = "green";
        Errors(form, "staffordshire").ShouldBe(["Select the rating you propose"]);
        form.Proposed = "blue";
        Errors(form, "staffordshire").ShouldBeEmpty();
    }

    [Fact] // domain 3.3: blue by an admission record: hospital, date, status
    public void Rule_3_3_Blue_needs_the_hospital_the_day_and_the_legal_status()
    {
        var form = Form("blue");
        Errors(form, "staffordshire").ShouldBe(["Enter the name of the hospital", "Enter the date they were admitted", "Select their legal status"]);
        form = InHospital();
        form.Hospital = new string('x', 201);
        form.AdmittedOn = Today.AddDays(1);
        form.LegalStatus = "free";
        Errors(form, "staffordshire").ShouldBe(["Hospital must be 200 characters or less", "Date they were admitted must be today or in the past", "Select their legal status"]);
        form = InHospital();
        form.AdmittedOn = new DateOnly(2009, 3, 13);
        Errors(form, "staffordshire").ShouldBe(["Date they were admitted must be after Jo was born, 14 March 2009"]);
        form.AdmittedOn = new DateOnly(2009, 3, 14);
        Errors(form, "staffordshire").ShouldBeEmpty();
    }

    [Fact]
    public void Every_item_of_a_checklist_is_answered_and_not_known_is_an_answer()
    {
        var form = Form("red");
        Errors(form, "northamptonshire").Count.ShouldBe(19);
        form = Answered(form, "northamptonshire", "not-known");
        form.Answers["life-event"] = "yes";
        Errors(form, "northamptonshire").ShouldBeEmpty();
        form.Suggested(Facts("northamptonshire", "").Tool, Today).Why.ShouldStartWith("1 of 19 are yes and 18 are not known. They have no weights.");
        form.Answers["life-event"] = "perhaps";
        Errors(form, "northamptonshire").ShouldBe(["Select yes, no or not known for \"Significant life event or change\""]);
    }

    [Fact]
    public void A_question_that_asks_when_needs_a_day_that_is_not_in_the_future_nor_before_birth()
    {
        var form = Answered(Form("red", "key-questions"), "sunderland", "yes");
        Errors(form, "sunderland").ShouldBe(["Enter the date of \"Came to A&E in crisis\""]);
        form.Dates["crisis"] = new() { On = Today.AddDays(1) };
        Errors(form, "sunderland").ShouldBe(["Date it last happened must be today or in the past"]);
        form.Dates["crisis"] = new() { On = new DateOnly(2009, 3, 13) };
        Errors(form, "sunderland").ShouldBe(["Date it last happened must be after Jo was born, 14 March 2009"]);
        form.Dates["crisis"] = new() { On = Today };
        Errors(form, "sunderland").ShouldBeEmpty();
        form.Answers["crisis"] = "2026-11-01";
        Errors(form, "sunderland").ShouldBe(["Select yes, no or not known for \"Came to A&E in crisis\""]);
    }

    [Fact]
    public void Rule_3_3_Answers_to_an_older_version_of_a_tool_do_not_answer_the_newer()
    {
        var form = Form("red");
        form.ToolVersion = "0";
        Errors(form, "south-yorkshire").ShouldBe(["The tool changed while you were answering. Check each answer again"]);
        form = Form("red");
        form.Key = "another";
        Errors(form, "south-yorkshire").ShouldBe(["The tool changed while you were answering. Check each answer again"]);
    }

    [Fact] // domain 3.3: who discussed it with, or why not
    public void Rule_3_3_Who_it_was_discussed_with_is_said_and_when()
    {
        var form = Form("red");
        form.DiscussedWith = [];
        Errors(form, "staffordshire").ShouldBe(["Select who you discussed this with"]);
        form.DiscussedWith = ["person", "no-one"];
        Errors(form, "staffordshire").ShouldBe(["Select who you discussed this with, or select \"Not discussed with anyone yet\""]);
        form.DiscussedWith = ["no-one"];
        form.DiscussedOn = null;
        Errors(form, "staffordshire").ShouldBeEmpty();
        form.DiscussedWith = ["family"];
        Errors(form, "staffordshire").ShouldBe(["Enter the date you discussed it"]);
        form.DiscussedOn = Today.AddDays(1);
        Errors(form, "staffordshire").ShouldBe(["Date you discussed it must be today or in the past"]);
        form.DiscussedOn = new DateOnly(2009, 3, 13);
        Errors(form, "staffordshire").ShouldBe(["Date you discussed it must be after Jo was born, 14 March 2009"]);
        ToolRules.With(["person", "family", "professionals", "else"], "Jo").ShouldBe("Jo, parent, carer or family, other professionals");
        ToolRules.With([], "Jo").ShouldBe("Not discussed with anyone yet");
    }

    [Fact] // domain 3.3: never one practitioner alone; asked is not agreed
    public void Rule_3_3_A_rating_is_agreed_only_when_somebody_who_was_asked_agreed()
    {
        new ChangeRatingPage.Form { DiscussedWith = ["no-one"], PersonAgreed = "yes" }.Agreed.ShouldBeFalse();
        new ChangeRatingPage.Form { DiscussedWith = ["person"], PersonAgreed = "no", FamilyAgreed = "yes" }.Agreed.ShouldBeFalse();
        new ChangeRatingPage.Form { DiscussedWith = ["person", "family"], PersonAgreed = "no", FamilyAgreed = "yes" }.Agreed.ShouldBeTrue();
        var form = new ChangeRatingPage.Form { DiscussedWith = ["person", "professionals"], PersonAgreed = "yes", ProfessionalNames = " Lee, CLDT ", ProfessionalsAgreed = "no" };
        form.Agreed.ShouldBeTrue();
        form.Words("Jo").ShouldBe("Jo (agreed); Lee, CLDT (did not agree)");
    }

    [Fact] // ui.md 7.D: the other-age version is offered where the age does not fit
    public void A_tool_for_another_age_is_not_used_and_the_one_that_fits_is()
    {
        var adults = Tool("adults") with { FromAge = 18 };
        var children = Tool("children") with { ToAge = 17 };
        var facts = ToolFacts.Of(Guid.Empty, "staffordshire", "Jo", new(2009, 3, 14), null, [adults, children], "adults", Rules("staffordshire"), Today);
        facts.Tool.ShouldBe(children);
        facts.NotForAge.ShouldBe(adults);
        facts.Others.ShouldBeEmpty();
        var older = ToolFacts.Of(Guid.Empty, "staffordshire", "Jo", new(2008, 11, 21), null, [adults, children, Tool("all")], null, Rules("staffordshire"), Today);
        older.Tool.ShouldBe(adults);
        older.NotForAge.ShouldBeNull();
        older.Others.Select(tool => tool.Key).ShouldBe(["all"]);
        ToolFacts.Of(Guid.Empty, "staffordshire", "Jo", new(2008, 11, 22), null, [adults, children], null, Rules("staffordshire"), Today).Tool.ShouldBe(children);
    }

    private static RatingTool Tool(string key) => new(key, key, "1", "Made up", "Made up", [], [], []);

    private static RatingArea Rules(string area) => AreaTests.Shipped[area].Section<RatingArea>("rating");

    private static ToolFacts Facts(string area, string asked)
        => ToolFacts.Of(Guid.CreateVersion7(), area, "Jo", new(2009, 3, 14), null, [.. Rules(area).Tools.Select(tool => ShippedTools.Find(tool.Key, tool.Version)!)], asked, Rules(area), Today);

    private static IReadOnlyList<string> Errors(ToolForm form, string area)
    {
        var facts = Facts(area, form.Key);
        if (form.Key.Length == 0) form.Key = facts.Tool.Key;
        if (form.ToolVersion.Length == 0) form.ToolVersion = facts.Tool.Version;
        return [.. ToolRules.Faults(form, facts).Select(fault => fault.Error)];
    }

    private static ToolForm Answered(ToolForm form, string area, string answer)
    {
        foreach (var item in Facts(area, form.Key).Tool.Items) form.Answers[item.Key] = answer;
        return form;
    }

    private static ToolForm Form(string meaning, string key = "") => new() { Key = key, Meaning = meaning, Proposed = meaning, DiscussedWith = ["person"], DiscussedOn = Today, Step = ToolForm.Complete };

    private static ToolForm InHospital()
    {
        var form = Form("blue");
        form.Hospital = "St Made-Up's";
        form.AdmittedOn = Today;
        form.LegalStatus = "informal";
        return form;
    }
}
