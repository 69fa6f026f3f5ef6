using Dsr.Consent;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Consent;

/// <summary>Each rule of the domain's sections 5.1, 5.2 and 5.4 by its own words. What a page or a commit holds is asked over HTTP; what a rule alone holds is asked of the rule.</summary>
public sealed class DomainRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly ConsentArea Rules = AreaTests.Shipped["staffordshire"].Section<ConsentArea>("consent");

    [Fact]
    public async Task Rule_5_1_and_5_4_over_http()
    {
        await using var register = await TestRegister.StartAsync();
        var person = await MadeUp.RegisterAsync(register, Today, consentOn: Today.AddDays(-300), rating: "amber");
        var member = await register.SignInAsync("member");

        // 5.1 "Told what is shared, with whom, and how used"; "tell of purpose each time; contact for concerns and complaints"; "information in formats"
        foreach (var page in new[] { $"/people/{person.Reference}/authority/renew", $"/referrals/draft/{(await MadeUp.DraftAsync(register, new(1990, 5, 2))).Draft}/consent" })
        {
            var choose = await member.OpenAsync(page);
            choose.Text.ShouldContain("What is shared, with whom, and how it is used");
            choose.Text.ShouldContain("in a format that helps them understand it, keep it in mind and weigh it");
            choose.Text.ShouldContain("want to complain: DSR team, dynamicsupportregister@mpft.nhs.uk");
            // 5.1 "Refusing does not affect current support; the person loses the multi-agency coordination"; "right to an advocate; other kinds of review; can change mind"
            foreach (var statement in Rules.Statements) choose.Text.ShouldContain(statement);
        }

        // 5.1 "Not disclosed to non-signatories of the agreement"
        (await (await register.SignInAsync("former")).OpenAsync($"/people/{person.Reference}")).Status.ShouldBeOneOf(403, 404);

        // 5.4 "Withdrawal: any channel, any time; record date, who, how, reason only if offered"
        var what = await (await member.OpenAsync($"/people/{person.Reference}/authority/withdraw")).Type("Who withdrew consent?", "Robin").TypeDate("When?", Today).Choose("By how they behaved").PressAsync("Continue");
        var done = await what.PressAndFollowAsync("Record withdrawal");
        done.Text.ShouldContain("Robin withdrew consent on 21 November 2026. How: by how they behaved. Reason: not offered.");
        // "tell named professionals", naming nobody; "confirm in the person's format"
        var told = (await register.RowsAsync<string>("select subject || body from shared_outbox where template = 'consent-withdrawn'"));
        told.ShouldNotBeEmpty();
        told.ShouldAllBe(mail => !mail.Contains("Robin", StringComparison.Ordinal) && !mail.Contains(person.Reference, StringComparison.Ordinal));
        (await member.OpenAsync("/home")).Text.ShouldContain("Robin Made-Up: confirm that sharing has stopped, by 27 November 2026");
        // "stop reminders"
        await register.RunJobAsync("remind-consent-renewal");
        (await register.RowsAsync<long>("select count(*) from shared_outbox where person_id = @Id and state <> 'cancelled'", new { person.Id })).Single().ShouldBe(0);
        // "keep a minimal restricted record": the team reads it, and changes nothing but the answer
        (await member.OpenAsync($"/people/{person.Reference}/authority")).Status.ShouldBe(200);
        (await member.OpenAsync($"/people/{person.Reference}/updates/add")).Status.ShouldBe(404);
    }

    [Fact]
    public void Rule_5_1_No_one_is_on_the_register_without_consent_or_a_best_interests_decision()
    {
        new AuthorityState(null, null, null, Today).InForce.ShouldBeFalse();
        new AuthorityState("own-consent", Today, null, Today).InForce.ShouldBeTrue();
        new AuthorityState("best-interests", Today, null, Today).InForce.ShouldBeTrue();
        new AuthorityState("own-consent", Today, DateTimeOffset.UnixEpoch, Today).InForce.ShouldBeFalse();
    }

    [Fact]
    public void Rule_5_1_Renew_every_year()
    {
        foreach (var area in AreaTests.Shipped.All) area.Section<ConsentArea>("consent").RenewalMonths.ShouldBe(12);
        AuthorityPeriod.EndsOn("own-consent", Today, new(1990, 1, 1), Rules).ShouldBe(new DateOnly(2027, 11, 20));
    }

    [Fact]
    public void Rule_5_1_Consent_is_asked_afresh_each_time_a_CETR_is_offered()
    {
        var facts = Facts(30, "own-consent") with { Cetr = new CetrRow(Guid.Empty, "community", "CTR", Today, "Sam", null, null, null, null, null, null) };
        Errors(Whole(Today), facts).ShouldBeEmpty();
        Errors(Whole(Today.AddDays(-1)), facts).ShouldHaveSingleItem().ShouldContain("each C(E)TR is asked about afresh");
    }

    [Fact]
    public void Rule_5_1_Refusing_is_recorded_with_the_fixed_sentences_an_advocate_and_other_reviews_offered()
    {
        var form = new RefusalForm { DecidedOn = Today, SaidBy = "Jo", Said = "No", Told = "yes", Advocate = "wanted", OtherReviews = "Offered" };
        Refusal.Faults(form, Facts(30, "")).ShouldBeEmpty();
        Refusal.Faults(new RefusalForm(), Facts(30, "")).Count().ShouldBe(6);
        foreach (var spoil in new Action<RefusalForm>[] { f => f.Told = "no", f => f.Advocate = "", f => f.OtherReviews = " ", f => f.SaidBy = "", f => f.Said = "", f => f.DecidedOn = Today.AddDays(1), f => f.DecidedOn = new(1900, 1, 1) })
        {
            var spoilt = new RefusalForm { DecidedOn = Today, SaidBy = "Jo", Said = "No", Told = "yes", Advocate = "wanted", OtherReviews = "Offered" };
            spoil(spoilt);
            Refusal.Faults(spoilt, Facts(30, "")).Count().ShouldBe(1);
        }
    }

    [Fact]
    public void Rule_5_1_Under_16_a_person_with_parental_responsibility_decides_and_the_child_is_asked_too()
    {
        foreach (var (age, kind) in new[] { (12, "parental"), (12, "care-order"), (12, "gillick"), (15, "parental"), (15, "care-order"), (15, "gillick") })
        {
            var form = Whole(Today);
            form.ChildsView = "";
            Errors(form, Facts(age, kind)).ShouldBe(["Enter what Jo said about it"]);
        }
    }

    [Fact]
    public void Rule_5_1_A_Gillick_competent_child_consents_for_themselves()
        => Errors(Whole(Today), Facts(15, "gillick")).ShouldBeEmpty();

    [Fact]
    public void Rule_5_1_16_and_over_decide_for_themselves_and_an_adults_parent_decides_nothing()
    {
        foreach (var age in new[] { 16, 17, 18, 60 })
        {
            Errors(Whole(Today), Facts(age, "own-consent")).ShouldBeEmpty();
            Errors(Whole(Today), Facts(age, "parental")).ShouldContain(error => error.Contains(age < 18 ? "From 16 a young person decides for themselves" : "Nobody has parental responsibility for an adult", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Rule_5_1_The_Mental_Capacity_Act_is_not_used_under_16()
    {
        Facts(15, "").MayLackCapacity.ShouldBeFalse();
        Facts(16, "").MayLackCapacity.ShouldBeTrue();
        Errors(Whole(Today), Facts(15, "best-interests")).ShouldContain(error => error.Contains("The Mental Capacity Act cannot be used under 16", StringComparison.Ordinal));
    }

    [Fact]
    public void Rule_5_1_What_they_were_given_and_how_they_said_it_are_recorded()
    {
        foreach (var spoil in new Action<DecisionForm>[] { f => f.GivenToHelp = [], f => f.GivenToHelp = ["nothing"], f => f.Evidence = "", f => f.HowGiven = "", f => f.MayBeTold = [], f => f.MayBeTold = ["press"], f => f.Evidence = new string('x', 2001) })
        {
            var form = Whole(Today);
            spoil(form);
            Errors(form, Facts(30, "own-consent")).Count.ShouldBe(1);
        }
    }

    [Fact]
    public void Rule_5_2_Row_1_Gillick_how_competence_was_judged_by_whom_and_the_parents_view_if_shared()
    {
        var form = Whole(Today);
        (form.CompetenceHow, form.CompetenceBy, form.ParentsView) = ("", "", "");
        Errors(form, Facts(14, "gillick")).ShouldBe(["Enter how Jo was found competent to decide", "Enter who judged it"]);
        form = Whole(Today);
        form.ParentsView = "In favour";
        DecisionRules.EvidenceOf(form, Facts(14, "gillick")).ShouldContain(("What a parent thinks", "In favour"));
    }

    [Fact]
    public void Rule_5_2_Row_2_A_parent_relationship_and_basis_and_the_childs_own_view()
    {
        var form = Whole(Today);
        (form.Relationship, form.ParentalBasis, form.ChildsView, form.DecidedBy) = ("", "", "", "");
        Errors(form, Facts(14, "parental")).ShouldBe(["Enter the name of a person with parental responsibility", "Enter how they are related to Jo", "Enter why they have parental responsibility", "Enter what Jo said about it"], ignoreOrder: true);
    }

    [Fact]
    public void Rule_5_2_Row_3_A_local_authority_that_shares_parental_responsibility_names_the_order()
    {
        var form = Whole(Today);
        form.LegalOrder = "";
        Errors(form, Facts(14, "care-order")).ShouldBe(["Enter the court order and its date"]);
    }

    [Fact]
    public void Rule_5_2_Row_4_At_16_and_17_parental_consent_alone_is_not_enough()
    {
        foreach (var age in new[] { 16, 17 }) Errors(Whole(Today), Facts(age, "parental")).ShouldContain(error => error.Contains("agreement alone is not enough", StringComparison.Ordinal));
        // what a parent said at 15 stops counting on the 16th birthday
        AuthorityPeriod.EndsOn("parental", Today, Today.AddYears(-16).AddDays(30), Rules).ShouldBe(Today.AddDays(29));
        AuthorityPeriod.EndsOn("care-order", Today, Today.AddYears(-16).AddDays(30), Rules).ShouldBe(Today.AddDays(29));
    }

    [Fact]
    public void Rule_5_2_Rows_5_to_7_Who_lacks_capacity_at_16_and_over_is_decided_for_after_the_two_stage_test_and_by_nobody_before()
    {
        foreach (var (age, kind) in new[] { (16, "best-interests"), (17, "best-interests"), (18, "best-interests"), (18, "lpa"), (18, "deputy"), (70, "lpa") })
            Errors(Whole(Today), Facts(age, kind)).ShouldHaveSingleItem().ShouldStartWith("Capacity comes first");
        foreach (var kind in new[] { "lpa", "deputy" }) Errors(Whole(Today), Facts(17, kind)).ShouldContain("Jo was 17 on that day. An attorney or a deputy can only decide for an adult");
    }

    [Fact]
    public void Rule_5_2_Age_triggers_are_90_days_before_the_16th_and_18th_birthdays()
    {
        Rules.BirthdayLeadDays.ShouldBe(90);
        Rules.ReviewBeforeBirthdays.ShouldBe([16, 18]);
        BirthdayRules.What(16, "parental").ShouldContain("a parent's consent stops counting");
        BirthdayRules.What(18, null).ShouldContain("a CETR becomes a CTR unless there is an EHCP");
    }

    [Fact]
    public void Rule_5_4_Reminders_at_60_30_14_7_days_and_on_the_day_to_the_owner_then_the_team()
    {
        var ends = Today.AddDays(100);
        foreach (var (left, stage) in new[] { (61, (int?)null), (60, 60), (31, 60), (30, 30), (14, 14), (7, 7), (1, 7), (0, 0), (-28, 0), (-29, null) })
            (AuthorityPeriod.StageDue(ends, ends.AddDays(-left), Rules)?.DaysBefore).ShouldBe(stage);
        AuthorityPeriod.StageDue(ends, ends, Rules)!.To.ShouldBe([ConsentArea.Recipient.Owner, ConsentArea.Recipient.Team]);
        AuthorityPeriod.StageDue(ends, ends.AddDays(-7), Rules)!.To.ShouldBe([ConsentArea.Recipient.Owner]);
    }

    [Fact]
    public void Rule_5_4_After_28_days_the_team_must_renew_decide_in_best_interests_or_remove()
    {
        Rules.GraceDays.ShouldBe(28);
        var line = new HomeTask(Guid.Empty, Guid.Empty, "DR-7K2M-9XQT", "Jo", "Made-Up", "lapsed", Today.AddDays(-1), null, "own-consent", 0).Line(Today, Rules)!;
        (line.What, line.DueOn).ShouldBe(("renew, decide in best interests or remove", Today.AddDays(27)));
    }

    [Fact]
    public void Rule_5_4_The_interval_is_measured_from_the_consent_date_and_29_February_is_28_February()
        => AuthorityPeriod.EndsOn("own-consent", new(2028, 2, 29), new(1990, 1, 1), Rules).ShouldBe(new DateOnly(2029, 2, 27));

    [Fact]
    public void Rule_5_4_After_a_withdrawal_only_a_newer_decision_opens_the_record_again()
    {
        var withdrawn = Facts(30, "own-consent") with { State = new AuthorityState("own-consent", Today.AddDays(90), London.StartOf(Today.AddDays(-2)).AddHours(9), Today) };
        Errors(Whole(Today.AddDays(-2)), withdrawn).ShouldBeEmpty();
        Errors(Whole(Today.AddDays(-3)), withdrawn).ShouldHaveSingleItem().ShouldContain("the day consent was withdrawn");
        // and a renewal is never older than what it renews
        var renewed = Facts(30, "own-consent") with { State = new AuthorityState("own-consent", Today.AddDays(90), null, Today), LastDecidedOn = Today.AddDays(-2) };
        Errors(Whole(Today.AddDays(-2)), renewed).ShouldBeEmpty();
        Errors(Whole(Today.AddDays(-3)), renewed).ShouldHaveSingleItem().ShouldContain("the last decision");
    }

    private static IReadOnlyList<string> Errors(DecisionForm form, DecisionFacts facts) => [.. DecisionRules.Faults(form, facts).Select(fault => fault.Error)];

    private static DecisionFacts Facts(int age, string kind)
        => new(Guid.Empty, "staffordshire", "Jo", Today.AddYears(-age).AddDays(-5), kind, new AuthorityState(null, null, null, Today), null, 0, Today, Rules);

    private static DecisionForm Whole(DateOnly on) => new()
    {
        DecidedOn = on, DecidedBy = "Sam Ashworth", HowGiven = "in-person", GivenToHelp = ["easy-read"], Evidence = "Said yes", MayBeTold = ["health"], Relationship = "Mother", ParentalBasis = "Birth mother",
        LegalOrder = "Care order", ChildsView = "Happy with it", ChildAgrees = "yes", NotCompetent = "Too young", CompetenceHow = "Explained it back", CompetenceBy = "Dr Lee",
    };
}
