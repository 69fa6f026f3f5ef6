using System.Security.Cryptography;
using System.Text;
using Dsr.Rating;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Rating;

public sealed class SuggestionTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact] // domain 3.1, 3.3: Lincolnshire's four key questions, all yes is red
    public void Rule_3_3_All_four_key_questions_yes_is_red_whatever_meaning_was_picked()
    {
        var tool = ShippedTools.Find("key-questions", "1")!;
        var all = Answers(("mental-health", "yes"), ("behaviour", "yes"), ("environment", "yes"), ("crisis", "2026-10-21"));
        Suggestion.Of(tool, all, "green", Today).ShouldBe(new Suggestion("red", "4 of 4 are yes and 0 are not known. The tool suggests red when all 4 are yes."));
        foreach (var question in new[] { "mental-health", "behaviour", "environment", "crisis" })
        {
            foreach (var other in new[] { "no", "not-known" })
            {
                var three = new Dictionary<string, string>(all, StringComparer.Ordinal) { [question] = other };
                var suggestion = Suggestion.Of(tool, three, "amber", Today);
                suggestion.Rating.ShouldBe("amber");
                suggestion.Why.ShouldBe($"3 of 4 are yes and {(other == "no" ? "0 are" : "1 is")} not known. The tool suggests red when all 4 are yes: that is not so here. You picked the meaning of amber: the tool suggests what you picked.");
            }
        }
    }

    [Fact] // domain 3.1: presented in crisis at A&E in the last month
    public void Rule_3_3_A_date_counts_on_the_first_and_the_last_day_of_its_window_and_not_before_or_after()
    {
        var item = ShippedTools.Find("key-questions", "1")!.Items[3];
        item.Holds("2026-10-21", Today).ShouldBeTrue();
        item.Holds("2026-10-20", Today).ShouldBeFalse();
        item.Holds("2026-11-21", Today).ShouldBeTrue();
        item.Holds("2026-11-22", Today).ShouldBeFalse();
        item.Holds("yes", Today).ShouldBeFalse();
        item.Holds(null, Today).ShouldBeFalse();
    }

    [Fact] // domain 3.3: blue is set by an admission, not by scoring
    public void Rule_3_3_No_rule_makes_somebody_blue_and_none_overrules_a_stay_in_hospital()
    {
        var tool = ShippedTools.Find("key-questions", "1")!;
        var all = Answers(("mental-health", "yes"), ("behaviour", "yes"), ("environment", "yes"), ("crisis", "2026-11-20"));
        Suggestion.Of(tool, all, "blue", Today).ShouldBe(new Suggestion("blue", "They are in a mental health hospital now."));
        (Weighted() with { Thresholds = [new(1, "blue")] }).Faults().ShouldBe(["A threshold suggests red, amber or green. Blue is set by an admission"]);
        (Weighted() with { Rules = [new("blue", 1, ["a"])] }).Faults().ShouldBe(["A rule suggests red, amber or green. Blue is set by an admission"]);
    }

    [Fact] // domain 3.3: the definitions picker
    public void Rule_3_3_The_definitions_picker_suggests_the_meaning_that_was_picked()
    {
        var tool = ShippedTools.Find("definitions", "1")!;
        foreach (var rating in new[] { "red", "amber", "green" })
            Suggestion.Of(tool, Answers(), rating, Today).ShouldBe(new Suggestion(rating, $"You picked the meaning of {rating}: the tool suggests what you picked."));
    }

    [Fact] // domain 3.3: checklists without weights
    public void Rule_3_3_The_ticks_of_a_checklist_decide_nothing_by_themselves()
    {
        foreach (var key in new[] { "criteria-19", "criteria-8", "factors-30" })
        {
            var tool = ShippedTools.Find(key, "1")!;
            var ticked = tool.Items.ToDictionary(item => item.Key, _ => "yes", StringComparer.Ordinal);
            var suggestion = Suggestion.Of(tool, ticked, "green", Today);
            suggestion.Rating.ShouldBe("green");
            suggestion.Why.ShouldBe($"{tool.Items.Count} of {tool.Items.Count} are yes and 0 are not known. They have no weights. You picked the meaning of green: the tool suggests what you picked.");
        }
    }

    [Theory] // domain 3.3: weight, scale, thresholds
    [InlineData("no", "none", "no", "amber", 0)]
    [InlineData("yes", "none", "no", "amber", 2)]
    [InlineData("no", "some", "no", "green", 3)]
    [InlineData("no", "none", "2026-11-14", "green", 5)]
    [InlineData("no", "none", "2026-11-13", "amber", 0)]
    [InlineData("no", "much", "no", "red", 9)]
    [InlineData("yes", "much", "2026-11-21", "red", 16)]
    [InlineData("not-known", "not-known", "not-known", "amber", 0)]
    public void Rule_3_3_Weights_and_points_are_added_and_the_highest_threshold_that_is_reached_decides(string a, string b, string c, string suggested, int total)
    {
        var suggestion = Suggestion.Of(Weighted(), Answers(("a", a), ("b", b), ("c", c)), "amber", Today);
        suggestion.Rating.ShouldBe(suggested);
        suggestion.Why.ShouldContain(total >= 3 ? $"The total is {total}, and the tool suggests {suggested} from" : $"The total is {total}, below every threshold of the tool. You picked");
    }

    [Fact] // domain 3.3: override rules
    public void Rule_3_3_An_override_rule_goes_before_the_total_and_the_first_that_holds_before_the_next()
    {
        var tool = Weighted() with { Rules = [new("amber", 2, ["a", "b", "c"]), new("green", 1, ["a"])] };
        tool.Faults().ShouldBeEmpty();
        Suggestion.Of(tool, Answers(("a", "yes"), ("b", "much"), ("c", "no")), "red", Today).Rating.ShouldBe("amber");
        Suggestion.Of(tool, Answers(("a", "yes"), ("b", "none"), ("c", "no")), "red", Today).Why.ShouldBe("1 of 3 are yes and 0 are not known. The tool suggests green when \"Alpha\" is yes.");
        Suggestion.Of(tool, Answers(("a", "no"), ("b", "much"), ("c", "no")), "green", Today).Rating.ShouldBe("red");
        tool.Words(tool.Rules[0]).ShouldBe("amber when at least 2 are yes");
        tool.Words(new("red", 2, ["a", "b"])).ShouldBe("red when all 2 of \"Alpha\", \"Beta\" are yes");
        tool.Words(new("red", 1, ["a", "b"])).ShouldBe("red when at least 1 of \"Alpha\", \"Beta\" is yes");
    }

    [Fact]
    public void A_tool_that_cannot_work_says_what_is_wrong_with_it()
    {
        var tool = Weighted();
        tool.Faults().ShouldBeEmpty();
        (tool with { Name = " ", Source = "", Introduction = "" }).Faults().ShouldBe(["Enter the name of the tool", "Enter where the tool comes from", "Enter the introduction"]);
        (tool with { FromAge = 18, ToAge = 17 }).Faults().ShouldBe(["The highest age must be the same as or above the lowest age"]);
        (tool with { FromAge = 18, ToAge = 18 }).Faults().ShouldBeEmpty();
        (tool with { Items = [.. tool.Items, tool.Items[0]] }).Faults().ShouldBe(["Two questions have the same key"]);
        (tool with { Items = [tool.Items[0] with { Words = "" }, .. tool.Items.Skip(1)] }).Faults().ShouldBe(["Enter the question"]);
        (tool with { Items = [.. tool.Items.Take(2), tool.Items[2] with { Within = 0 }] }).Faults().ShouldBe(["Enter how long ago still counts for \"Gamma\""]);
        (tool with { Items = [tool.Items[0], tool.Items[1] with { Scale = [new("none", "None", 0)] }, tool.Items[2]] }).Faults().ShouldBe(["Give \"Beta\" at least 2 different answers"]);
        (tool with { Items = [tool.Items[0], tool.Items[1] with { Scale = [new("none", "None", 0), new("none", "Some", 1)] }, tool.Items[2]] }).Faults().ShouldBe(["Give \"Beta\" at least 2 different answers"]);
        (tool with { Items = [tool.Items[0] with { Weight = -1 }, .. tool.Items.Skip(1)] }).Faults().ShouldBe(["The weight of \"Alpha\" must be 0 or more"]);
        (tool with { Rules = [new("red", 1, ["d"])] }).Faults().ShouldBe(["A rule names a question that the tool does not have"]);
        (tool with { Rules = [new("red", 2, ["a"])] }).Faults().ShouldBe(["A rule needs more answers than it has questions"]);
        (tool with { Rules = [new("red", 0, ["a"])] }).Faults().ShouldBe(["A rule needs more answers than it has questions"]);
        (tool with { Thresholds = [new(3, "green"), new(3, "red")] }).Faults().ShouldBe(["Two thresholds are the same"]);
        (tool with { Items = [.. tool.Items.Select(item => item with { Weight = 0 })] }).Faults().ShouldBe(["There are thresholds, but no question has a weight"]);
    }

    [Fact] // domain 3.3: what ships
    public void Rule_3_3_What_ships_is_the_tools_of_the_sources_each_labelled_with_its_source_and_without_a_weight()
    {
        ShippedTools.All.Select(tool => (tool.Key, tool.Items.Count)).ShouldBe(
            [("brag-all-ages", 0), ("criteria-19", 19), ("criteria-8", 8), ("decision-flow", 0), ("definitions", 0), ("factors-30", 30), ("key-questions", 4), ("rating-tool", 0)]);
        foreach (var tool in ShippedTools.All)
        {
            tool.Faults().ShouldBeEmpty(tool.Key);
            tool.Weighs.ShouldBeFalse(tool.Key);
            tool.Thresholds.ShouldBeEmpty(tool.Key);
            tool.Source.Length.ShouldBeGreaterThan(20, tool.Key);
        }

        ShippedTools.All.Where(tool => tool.Rules.Count > 0).ShouldHaveSingleItem().Key.ShouldBe("key-questions");
        AreaTests.Shipped["northamptonshire"].Section<RatingArea>("rating").Tools.Select(tool => tool.Key).ShouldBe(["criteria-19", "definitions", "factors-30"]);
        AreaTests.Shipped["nottinghamshire"].Section<RatingArea>("rating").Tools.Select(tool => tool.Key).ShouldContain("criteria-8");
    }

    [Fact] // answers point to it: a change is a new version in a new file
    public void Rule_3_3_A_version_that_ships_is_never_edited()
        => ShippedTools.All.Select(tool => $"{tool.Key} {tool.Version} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ShippedTools.Write(tool))))[..12]}").ShouldBe(
            [
                "brag-all-ages pilot 1 C8632C505FA7", "criteria-19 1 BB41479A27EA", "criteria-8 1 0D7AC2C4095B", "decision-flow 1 B59F34CDF833",
                "definitions 1 D93C15FE675C", "factors-30 1 0E1813D01741", "key-questions 1 AD4674D18128", "rating-tool 1 E6CAC1BBBAD9",
            ]);

    [Fact]
    public void A_tool_is_the_same_after_it_was_kept_and_an_answer_is_shown_in_its_words()
    {
        var tool = Weighted() with { Rules = [new("amber", 2, ["a", "b"])], FromAge = 18 };
        var again = ShippedTools.Read(ShippedTools.Write(tool));
        ShippedTools.Write(again).ShouldBe(ShippedTools.Write(tool));
        again.Items.Select(item => item.Answered("not-known")).ShouldBe(["Not known", "Not known", "Not known"]);
        again.Items[0].Answered("yes").ShouldBe("Yes");
        again.Items[0].Answered("no").ShouldBe("No");
        again.Items[0].Answered(null).ShouldBe("Not asked");
        again.Items[1].Answered("much").ShouldBe("Very much");
        again.Items[2].Answered("2026-11-14").ShouldBe("Yes, 14 November 2026");
        again.Items[2].Answered("no").ShouldBe("No");
        again.Items.Select(item => (item.Takes("yes"), item.Takes("no"), item.Takes("not-known"), item.Takes("much"), item.Takes("2026-01-31"), item.Takes(null), item.Takes("")))
            .ShouldBe([(true, true, true, false, false, false, false), (false, false, true, true, false, false, false), (false, true, true, false, true, false, false)]);
    }

    [Theory]
    [InlineData(null, null, "All ages")]
    [InlineData(18, null, "Aged 18 and over")]
    [InlineData(null, 17, "Aged 17 and under")]
    [InlineData(16, 25, "Aged 16 to 25")]
    public void Rule_3_3_A_tool_is_for_its_ages(int? from, int? to, string words)
    {
        var tool = Weighted() with { FromAge = from, ToAge = to };
        tool.Ages.ShouldBe(words);
        for (var age = 0; age < 100; age++) tool.Fits(age).ShouldBe(age >= (from ?? 0) && age <= (to ?? 100));
    }

    private static Dictionary<string, string> Answers(params (string Key, string Answer)[] answers) => answers.ToDictionary(answer => answer.Key, answer => answer.Answer, StringComparer.Ordinal);

    // made up for the test: no tool that ships has weights
    private static RatingTool Weighted() => new(
        "made-up", "Made up", "1", "This test", "Nothing",
        [
            new("a", "Alpha", ItemKind.YesNo, Weight: 2),
            new("b", "Beta", ItemKind.Scale, Weight: 3, Scale: [new("none", "Not at all", 0), new("some", "A little", 1), new("much", "Very much", 3)]),
            new("c", "Gamma", ItemKind.DateWindow, Weight: 5, Within: 1, Unit: ClockUnit.Weeks),
        ],
        [],
        [new(9, "red"), new(3, "green")]);
}
