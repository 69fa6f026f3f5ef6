namespace Dsr.Tests.Consent;

public sealed class AssessmentPagesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private TestRegister _register = null!;

    public async Task InitializeAsync() => _register = await TestRegister.StartAsync();

    public async Task DisposeAsync() => await _register.DisposeAsync();

    [Fact] // journey 8.6 c; domain 5.4: capacity found to be lost is not a lapse
    public async Task Capacity_lost_starts_the_best_interests_path_and_not_a_lapse_and_the_path_ends_in_an_authority_and_a_printable_record()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-300), rating: "amber");
        var referrer = await _register.SignInAsync("referrer");
        var choose = await referrer.OpenAsync($"/people/{person.Reference}/authority/renew");
        var start = await choose.Choose("They cannot decide now").PressAndFollowAsync("Continue");
        start.Text.ShouldContain("An unwise decision is not a sign");
        var list = await start.PressAndFollowAsync("Start now");
        var at = list.Path;
        (await (await _register.SignInAsync("agency")).OpenAsync($"/people/{person.Reference}")).Status.ShouldBe(200);
        (await referrer.OpenAsync(at + "/finish")).Status.ShouldBe(404);

        await DecisionAsync(referrer, at);
        // somebody else goes on with it on another day
        _register.Clock.MoveTo(Today.AddDays(3));
        var member = await _register.SignInAsync("member");
        (await member.OpenAsync($"/people/{person.Reference}/authority")).Text.ShouldContain("Assessment started on 21 November 2026");
        var refused = await (await member.OpenAsync(at + "/ability")).PressAsync("Save and continue");
        refused.Status.ShouldBe(422);
        refused.Errors.Count.ShouldBe(8);
        await AbilityAsync(member, at);
        await (await member.OpenAsync(at + "/cause")).Type("What is the impairment", "Severe learning disability").Choose("Yes", "Is it why").Type("How do you know whether it is why", "Cannot follow the idea of sharing")
            .Choose("No", "Might they be able").PressAndFollowAsync("Save and continue");
        await (await member.OpenAsync(at + "/holder")).Choose("Nobody", "Does anybody have the power").PressAndFollowAsync("Save and continue");
        var people = await (await member.OpenAsync(at + "/people")).Type("Name", "Sam Ashworth").Type("Who they are to", "sister").Type("What they thought", "In favour").PressAndFollowAsync("Add person");
        people.Text.ShouldContain("Sam Ashworth, sister");
        list = await people.Choose("Not needed", "Was an advocate").PressAndFollowAsync("Save and continue");
        list.Text.ShouldContain("Finish the tasks above");
        list = await Checklist(await member.OpenAsync(at + "/checklist")).PressAndFollowAsync("Save and continue");
        list.Text.ShouldContain("Every task is done: record the decision.");

        var finish = await member.OpenAsync(list.LinkTo("Record the decision"));
        var done = await finish.TypeDate("When did they decide?", Today.AddDays(3)).Type("Who made the decision?", "Dr Lee, psychiatrist, MPFT").Choose("At a meeting", "How was it given?")
            .Choose("Health services", "Who have they agreed").PressAndFollowAsync("Save decision");
        done.Text.ShouldContain("A best interests decision was made");
        done.Strip.ShouldContain("Best interests decision");
        done.Text.ShouldContain("Sam Ashworth, sister: In favour");
        var record = await member.OpenAsync(at + "/record");
        record.Text.ShouldContain("Lacks capacity to make this decision");
        record.Text.ShouldContain("No. Asked twice");
        (await member.OpenAsync(at + "/ability")).Status.ShouldBe(404);
    }

    [Fact] // issue 4: state in a row; two tabs do not mix
    public async Task Two_tabs_do_not_mix_and_two_who_start_at_once_come_to_one_assessment()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-300), rating: "amber");
        var member = await _register.SignInAsync("member");
        var (one, two) = (await member.OpenAsync($"/people/{person.Reference}/authority/best-interests"), await member.OpenAsync($"/people/{person.Reference}/authority/best-interests"));
        var at = (await one.PressAndFollowAsync("Start now")).Path;
        (await two.PressAndFollowAsync("Start now")).Path.ShouldBe(at);

        var (first, second) = (await member.OpenAsync(at + "/cause"), await member.OpenAsync(at + "/cause"));
        await DecisionAsync(member, at);
        (await Cause(first, "Autism").PressAsync("Save and continue")).Status.ShouldBe(303);
        var lost = await Cause(second, "Something else").PressAsync("Save and continue");
        lost.Status.ShouldBe(409);
        lost.Text.ShouldContain("Autism");
        lost.Html.ShouldContain("Something else");
        lost.Text.ShouldContain("Changed by you, in another window");
        (await _register.RowsAsync<string>("select answer from consent_assessment_answer where field = 'Impairment'")).ShouldBe(["Autism"]);
    }

    [Fact] // Mental Capacity Act 2005 s.1(2), s.2(5)
    public async Task Someone_who_can_do_all_four_decides_and_a_child_is_not_assessed()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, consentOn: Today.AddDays(-300), rating: "amber");
        var member = await _register.SignInAsync("member");
        var at = (await (await member.OpenAsync($"/people/{person.Reference}/authority/best-interests")).PressAndFollowAsync("Start now")).Path;
        await DecisionAsync(member, at);
        var list = await AbilityAsync(member, at, "Yes");
        list.Text.ShouldContain("Robin can do all 4, so Robin has capacity and decides.");
        var record = await list.PressAndFollowAsync("Record what was found");
        record.Text.ShouldContain("Has capacity to make this decision");
        (await member.OpenAsync(record.LinkTo("Record what Robin decided"))).Heading.ShouldBe("Record the decision");
    }

    [Fact] // journey 8.1 step 3
    public async Task A_draft_referral_is_assessed_and_asked_by_link_on_the_same_pages()
    {
        var (visitor, draft, _) = await MadeUp.DraftAsync(_register, new(1990, 5, 2));
        var choose = await visitor.OpenAsync($"/referrals/draft/{draft}/consent");
        var at = (await (await choose.Choose("They cannot decide now").PressAndFollowAsync("Continue")).PressAndFollowAsync("Start now")).Path;
        at.ShouldStartWith($"/referrals/draft/{draft}/consent/best-interests/");
        await DecisionAsync(visitor, at);
        await AbilityAsync(visitor, at);
        await Cause(await visitor.OpenAsync(at + "/cause"), "Severe learning disability").PressAndFollowAsync("Save and continue");
        var holder = (await visitor.OpenAsync(at + "/holder")).Choose("An attorney", "Does anybody have the power").Choose("Yes", "Have you seen").Choose("Yes", "Is it registered").Choose("Yes", "Does it cover").Type("What does the document say", "Health and welfare");
        var list = await holder.PressAndFollowAsync("Save and continue");
        var finish = await visitor.OpenAsync(list.LinkTo("Record the decision"));
        var saved = await finish.TypeDate("When did they decide?", Today).Type("What is the name of the attorney", "Sam Ashworth").Choose("By phone", "How was it given?")
            .Type("How did they say or show", "Said yes").Choose("Health services", "Who have they agreed").PressAsync("Save decision");
        saved.Location.ShouldBe($"/referrals/draft/{draft}");
        (await _register.RowsAsync<string>("select kind from consent_person where referral_id = @draft", new { draft })).ShouldBe(["lpa"]);
        (await visitor.OpenAsync($"/referrals/draft/{draft}/consent/link")).Status.ShouldBe(200);
        (await (await _register.SignInAsync("referrer2")).OpenAsync(at + "/record")).Status.ShouldBe(404);
    }

    private static Screen Cause(Screen form, string impairment)
        => form.Type("What is the impairment", impairment).Choose("Yes", "Is it why").Type("How do you know whether it is why", "Asked").Choose("No", "Might they be able");

    private static Screen Checklist(Screen form)
        => form.Type("What circumstances matter", "Placement at risk").Type("How was Robin helped", "Pictures").Type("What are Robin's past", "Likes company").Type("What beliefs", "Family")
            .Type("What less restrictive", "Not being on the register").Choose("Yes", "Does the conclusion rest").Type("What is in Robin's best interests", "Help arrives in time").TypeDate("When will it be looked at again?", Today.AddMonths(6));

    private static async Task DecisionAsync(Visitor visitor, string at)
        => await (await visitor.OpenAsync(at + "/decision")).Choose("Easy read", "What were they given").Choose("Privacy notice", "What were they given").Type("What help did", "Time and pictures")
            .TypeDate("When was it assessed?", Today).PressAndFollowAsync("Save and continue");

    private static async Task<Screen> AbilityAsync(Visitor visitor, string at, string understands = "No")
        => await (await visitor.OpenAsync(at + "/ability")).Choose(understands, "Can Robin understand").Type("How do you know whether they can understand", "Asked twice").Choose("Yes", "Can Robin keep").Type("How do you know whether they can keep", "Asked later")
            .Choose("Yes", "Can Robin use").Type("How do you know whether they can use", "Gave reasons").Choose("Yes", "Can Robin communicate").Type("How do you know whether they can communicate", "Signs").PressAndFollowAsync("Save and continue");
}
