using Dsr.Consent;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Consent;

/// <summary>Domain 5.3: the two stages of the test and the checklist of the Mental Capacity Act 2005.</summary>
public sealed class AssessmentRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly ConsentArea Rules = AreaTests.Shipped["staffordshire"].Section<ConsentArea>("consent");

    [Fact] // s.3(1): unable to do any one of the four; s.2(1): because of an impairment
    public void Someone_lacks_capacity_only_if_one_of_the_four_fails_because_of_an_impairment() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Gen.ArrayOf(Gen.Elements("yes", "no", ""), 5).ToArbitrary(), said =>
        {
            var form = new AssessmentForm { Understand = said[0], Retain = said[1], Weigh = said[2], Communicate = said[3], Caused = said[4] };
            var answered = !said.Take(4).Contains("");
            var fails = said.Take(4).Contains("no");
            return AssessmentRules.Outcome(form) == (
                !answered ? Capacity.NotAssessed
                : !fails ? Capacity.HasCapacity
                : said[4] == "yes" ? Capacity.LacksCapacity
                : said[4] == "no" ? Capacity.OtherCause
                : Capacity.NotAssessed);
        }));

    [Fact]
    public void Each_of_the_four_needs_its_evidence_and_the_cause_comes_after_them()
    {
        Errors(AssessmentTask.Ability, Whole()).ShouldBeEmpty();
        var form = Whole();
        form.UnderstandHow = form.RetainHow = form.WeighHow = form.CommunicateHow = "";
        Errors(AssessmentTask.Ability, form).ShouldBe(
        [
            "Enter how you know whether they can understand the information", "Enter how you know whether they can keep it in mind long enough to decide",
            "Enter how you know whether they can use or weigh it", "Enter how you know whether they can communicate a decision",
        ]);
        form = Whole();
        form.Understand = form.Weigh = "yes";
        AssessmentRules.Tasks(form).Select(task => task.Key).ShouldBe([AssessmentTask.Decision, AssessmentTask.Ability]);
    }

    [Fact]
    public void The_checklist_is_left_out_where_an_attorney_or_a_deputy_decides()
    {
        var form = Whole();
        AssessmentRules.Tasks(form).Count.ShouldBe(6);
        AssessmentRules.Kind(form).ShouldBe("best-interests");
        form.Holder = "lpa";
        AssessmentRules.Tasks(form).Count.ShouldBe(4);
        AssessmentRules.Kind(form).ShouldBe("lpa");
        form.Holder = "deputy";
        (AssessmentRules.Tasks(form).Count, AssessmentRules.Kind(form)).ShouldBe((4, "deputy"));
        form.Caused = "no";
        AssessmentRules.Tasks(form).Count.ShouldBe(3);
    }

    [Fact] // domain 5.2, last row
    public void An_attorneys_document_is_seen_registered_and_covers_the_decision_and_a_deputys_is_seen_and_covers_it()
    {
        var form = new AssessmentForm { Holder = "lpa" };
        Errors(AssessmentTask.Holder, form).Count.ShouldBe(4);
        form.Holder = "deputy";
        Errors(AssessmentTask.Holder, form).Count.ShouldBe(3);
        form.DocumentSeen = form.DocumentCovers = "yes";
        form.DocumentScope = "Health and welfare";
        Errors(AssessmentTask.Holder, form).ShouldBeEmpty();
        form.Holder = "lpa";
        Errors(AssessmentTask.Holder, form).ShouldBe(["Select yes if it is registered with the Office of the Public Guardian. Until it is, it cannot be used"]);
    }

    [Fact] // s.9(2)(c)
    public void Nobody_can_be_attorney_or_deputy_for_a_person_under_18()
        => Errors(AssessmentTask.Holder, Whole(holder: "lpa"), born: Today.AddYears(-17)).ShouldBe(["Jo is 17. An attorney or a deputy can only decide for an adult"]);

    [Fact] // s.4(7); the unbefriended
    public void Where_nobody_can_be_consulted_the_reason_is_kept_and_an_advocate_is_asked()
    {
        var form = Whole();
        Errors(AssessmentTask.People, form, consulted: 1).ShouldBeEmpty();
        Errors(AssessmentTask.People, form, consulted: 0).ShouldBe(["Add each person who was consulted, or enter why there was nobody to consult", "Where there is nobody to consult, an advocate (IMCA) must be asked"]);
        (form.Advocate, form.NobodyConsulted) = ("asked", "No family, no friends");
        Errors(AssessmentTask.People, form, consulted: 0).ShouldBeEmpty();
    }

    [Fact] // domain 5.2, row 5
    public void At_16_and_17_people_with_parental_responsibility_are_consulted()
    {
        var form = Whole();
        form.ParentsConsulted = "";
        Errors(AssessmentTask.People, form, 1, Today.AddYears(-17)).ShouldBe(["Enter what people with parental responsibility thought, or why they were not asked"]);
        Errors(AssessmentTask.People, form, 1, Today.AddYears(-18)).ShouldBeEmpty();
    }

    [Fact] // s.2(5)
    public void An_assessment_under_16_is_refused()
    {
        var form = Whole();
        form.AssessedOn = Today.AddDays(-1);
        Errors(AssessmentTask.Decision, form, 1, Today.AddYears(-16)).ShouldBe(["Jo was under 16 on that day. The Mental Capacity Act cannot be used under 16"]);
        form.AssessedOn = Today;
        Errors(AssessmentTask.Decision, form, 1, Today.AddYears(-16)).ShouldBeEmpty();
    }

    [Fact] // s.2(3), s.4(1)
    public void Nothing_rests_on_age_appearance_condition_or_behaviour_alone_and_every_part_of_the_checklist_is_answered()
    {
        var form = Whole();
        Errors(AssessmentTask.Checklist, form).ShouldBeEmpty();
        form.Assumptions = "no";
        Errors(AssessmentTask.Checklist, form).ShouldBe(["Select yes if nothing rests only on age, appearance, condition or behaviour. If it does, decide again without it"]);
        Errors(AssessmentTask.Checklist, new AssessmentForm()).Count.ShouldBe(8);
        form = Whole();
        form.ReviewOn = Today.AddMonths(12).AddDays(1);
        Errors(AssessmentTask.Checklist, form).ShouldBe(["Review date must be within 12 months"]);
    }

    [Fact]
    public void The_decision_is_recorded_only_when_every_task_is_done_by_who_was_found_to_decide_and_not_before_the_assessment()
    {
        Decide(Whole(), "best-interests").ShouldBeEmpty();
        var form = Whole();
        form.Conclusion = "";
        Decide(form, "best-interests").ShouldBe(["Finish every task of the assessment first"]);
        Decide(Whole(), "lpa").ShouldBe(["The assessment found that someone else has the power to decide"]);
        form = Whole();
        form.AssessedOn = Today;
        Decide(form, "best-interests", Today.AddDays(-1)).ShouldBe(["Date they decided must be the same as or after the assessment, 21 November 2026"]);
        Decide(Whole(), "best-interests", state: "done").Single().ShouldStartWith("Capacity comes first");
    }

    [Fact]
    public void What_is_kept_of_a_task_comes_back_as_it_was()
    {
        var (form, back) = (Whole(), new AssessmentForm());
        foreach (var field in AssessmentTask.All.SelectMany(task => task.Fields)) back.Put(field, form.Kept(field));
        AssessmentRules.Lines(back, []).ShouldBe(AssessmentRules.Lines(form, []));
        AssessmentRules.Lines(back, [new Consulted(Guid.Empty, "Sam Ashworth", "sister", "In favour")]).ShouldContain(("Consulted", "Sam Ashworth, sister: In favour"));
    }

    private static IReadOnlyList<string> Errors(string task, AssessmentForm form, int consulted = 1, DateOnly? born = null)
        => [.. AssessmentRules.Faults(task, form, consulted, Facts(born ?? new(1990, 1, 1), "best-interests", null)).Select(fault => fault.Error)];

    private static IReadOnlyList<string> Decide(AssessmentForm answers, string kind, DateOnly? on = null, string state = "open")
    {
        var row = new AssessmentRow(Guid.CreateVersion7(), state, null, Today, "Dr Lee", DateTimeOffset.UnixEpoch, null, null);
        var assessment = new AssessmentSeen(row, answers, [new Consulted(Guid.Empty, "Sam Ashworth", "sister", "In favour")], new Dictionary<string, int>());
        var decision = new DecisionForm { DecidedOn = on ?? Today, DecidedBy = "Dr Lee", HowGiven = "meeting", Evidence = "At the meeting", MayBeTold = ["health"] };
        return [.. DecisionRules.Faults(decision, Facts(new(1990, 1, 1), kind, assessment)).Select(fault => fault.Error)];
    }

    private static DecisionFacts Facts(DateOnly born, string kind, AssessmentSeen? assessment)
        => new(Guid.CreateVersion7(), "staffordshire", "Jo", born, kind, new AuthorityState(null, null, null, Today), null, 0, Today, Rules, "1", assessment);

    private static AssessmentForm Whole(string holder = "none") => new()
    {
        ExactDecision = "To be on the register", InformationGiven = ["easy-read", "notice"], HelpGiven = "Pictures", Assessor = "Dr Lee, psychiatrist", AssessedOn = Today.AddDays(-3),
        Understand = "no", UnderstandHow = "Asked twice", Retain = "yes", RetainHow = "Asked later", Weigh = "no", WeighHow = "Could not say why", Communicate = "yes", CommunicateHow = "Signs",
        Impairment = "Severe learning disability", Caused = "yes", CausalLink = "Cannot follow the idea of sharing", Regain = "no", Holder = holder,
        Advocate = "not-needed", ParentsConsulted = "Agree", Assumptions = "yes", Circumstances = "Placement at risk", Participation = "Pictures", Wishes = "Likes company", Values = "Family",
        LessRestrictive = "No register", Conclusion = "Help arrives in time", ReviewOn = Today.AddMonths(6),
    };
}
