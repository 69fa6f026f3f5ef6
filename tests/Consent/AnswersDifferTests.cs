using Dsr.Consent;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Consent;

/// <summary>Journey 8.6 d: two people with a say who answer differently are no authority until that is settled.</summary>
public sealed class AnswersDifferTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void A_childs_no_beside_a_parents_yes_differs_until_it_says_how_it_was_settled()
    {
        var rules = AreaTests.Shipped["staffordshire"].Section<ConsentArea>("consent");
        var parental = rules.Kinds.Single(kind => kind.Key == "parental");
        DecisionRules.AnswersDiffer(new() { ChildAgrees = "no" }, parental).ShouldBeTrue();
        DecisionRules.AnswersDiffer(new() { ChildAgrees = "no", Settled = " " }, parental).ShouldBeTrue();
        DecisionRules.AnswersDiffer(new() { ChildAgrees = "no", Settled = "Met twice, agreed to try" }, parental).ShouldBeFalse();
        DecisionRules.AnswersDiffer(new() { ChildAgrees = "yes" }, parental).ShouldBeFalse();
        DecisionRules.AnswersDiffer(new() { ChildAgrees = "cannot-say" }, parental).ShouldBeFalse();
        DecisionRules.AnswersDiffer(new() { ChildAgrees = "no" }, rules.Kinds.Single(kind => kind.Key == "own-consent")).ShouldBeFalse();

        var differs = new AuthorityState("parental", Today.AddDays(9), null, Today, DateTimeOffset.UnixEpoch);
        (differs.InForce, differs.HasEnded, differs.Word, differs.Colour).ShouldBe((false, false, "Answers differ", "red"));
        // one review cannot differ: it is answered or it is not
        var facts = new DecisionFacts(Guid.Empty, "staffordshire", "Jo", Today.AddYears(-9), "parental", new AuthorityState(null, null, null, Today), null, 0, Today, rules, Cetr: new CetrRow(Guid.Empty, "community", "CETR", Today, "Sam", null, null, null, null, null, null));
        DecisionRules.Faults(new() { ChildAgrees = "no" }, facts).ShouldContain((nameof(DecisionForm.Settled), "Enter how it was settled. Until then nothing is decided"));
        DecisionRules.Faults(new(), facts).ShouldContain((nameof(DecisionForm.ChildAgrees), "Select yes if Jo agrees"));
    }

    [Fact]
    public async Task Where_a_parent_says_yes_and_the_child_no_nothing_counts_at_once_and_the_next_decision_settles_it()
    {
        await using var register = await TestRegister.StartAsync();
        var child = await MadeUp.RegisterAsync(register, Today, consentOn: Today.AddDays(-300), rating: "amber", born: new(2014, 5, 2), kind: "parental");
        var (member, agency) = (await register.SignInAsync("member"), await register.SignInAsync("agency"));
        (await agency.OpenAsync($"/people/{child.Reference}")).Status.ShouldBe(200);

        var page = $"/people/{child.Reference}/authority/renew/parental";
        var differs = await Parental(await member.OpenAsync(page)).Choose("No", "Does Robin agree?").PressAndFollowAsync("Save decision");
        differs.Banner.ShouldContain("Their answers differ. Nothing counts until that is settled.");
        differs.Text.ShouldContain("Answers differ since 21 November 2026");
        differs.Text.ShouldContain("Alex Made-Up said yes, Robin said no. Said yes Robin: Does not want strangers to know");
        (await agency.OpenAsync($"/people/{child.Reference}")).Status.ShouldBe(404);
        (await member.OpenAsync("/home")).Text.ShouldContain("Robin Made-Up: answers differ: talk to both, by 27 November 2026");

        var settled = await Parental(await member.OpenAsync(page)).Choose("No", "Does Robin agree?").Type("How was it settled?", "Met twice with an advocate").PressAndFollowAsync("Save decision");
        settled.Text.ShouldContain("Robin said no. How it was settled");
        settled.Text.ShouldNotContain("Answers differ since");
        (await agency.OpenAsync($"/people/{child.Reference}")).Status.ShouldBe(200);
        (await member.OpenAsync("/home")).Text.ShouldNotContain("answers differ");
    }

    [Fact]
    public async Task Answers_by_link_that_differ_count_as_none_in_the_same_commit()
    {
        await using var register = await TestRegister.StartAsync();
        var child = await MadeUp.RegisterAsync(register, Today, consentOn: Today.AddDays(-300), rating: "amber", born: new(2014, 5, 2), kind: "parental");
        var competent = await MadeUp.RegisterAsync(register, Today, consentOn: Today.AddDays(-300), rating: "amber", born: new(2012, 5, 2), kind: "gillick");
        var (member, agency) = (await register.SignInAsync("member"), await register.SignInAsync("agency"));

        var who = await AskedAsync(register, member, child.Reference, "Yes");
        (await who.Type("Your name", "Alex").Type("How are you related", "Mother").PressAsync("Continue")).Errors.ShouldBe(["Select yes if your child agrees"]);
        var told = await (await who.Type("Your name", "Alex").Type("How are you related", "Mother").Choose("No", "Does your child agree?").Type("What does your child think", "Says no").PressAsync("Continue")).Choose("No").PressAsync("Continue");
        var sent = await (await told.Choose("Health services").PressAsync("Continue")).PressAsync("Send my answer");
        sent.Text.ShouldContain("You said yes, and your child said no.");
        (await agency.OpenAsync($"/people/{child.Reference}")).Status.ShouldBe(404);
        (await member.OpenAsync($"/people/{child.Reference}/authority")).Text.ShouldContain("Alex, Mother said yes, the child said no.");

        who = await AskedAsync(register, member, competent.Reference, "No");
        var advocate = await who.Type("Your name", "Alex").Type("How are you related", "Father").Choose("Yes", "Does your child agree?").Type("What does your child think", "Says yes").PressAsync("Continue");
        await (await advocate.Choose("No").PressAsync("Continue")).PressAsync("Send my answer");
        (await agency.OpenAsync($"/people/{competent.Reference}")).Status.ShouldBe(404);
        (await member.OpenAsync($"/people/{competent.Reference}/authority")).Text.ShouldContain("the child said yes, Alex, Father said no.");
    }

    private static async Task<Screen> AskedAsync(TestRegister register, Visitor member, string reference, string answer)
    {
        var letter = await (await member.OpenAsync($"/people/{reference}/authority/link")).Choose("Plain words").Choose("A letter that I print").PressAsync("Make the link");
        var read = await register.Visitor().OpenAsync(new Uri(letter.Find(".nhsuk-inset-text p")!.TextContent.Trim()).AbsolutePath);
        return await (await read.PressAsync("Continue")).Choose(answer).PressAsync("Continue");
    }

    private static Screen Parental(Screen form)
        => form.TypeDate("When did they decide?", Today).Type("What is the name", "Alex Made-Up").Type("How are they related", "Mother").Type("Why do they have parental", "Birth mother")
            .Type("How do you know that Robin is not competent", "Cannot say what sharing means").Choose("In person", "How was it given?").Choose("Leaflet", "What were they given")
            .Type("How did they say or show their decision?", "Said yes").Type("What did Robin say about it?", "Does not want strangers to know").Choose("Health services", "Who have they agreed").Choose("Social care", "Who have they agreed");
}
