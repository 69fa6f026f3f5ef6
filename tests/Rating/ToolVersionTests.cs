using Dsr.Rating;

namespace Dsr.Tests.Rating;

public sealed class ToolVersionTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private TestRegister _register = null!;

    public async Task InitializeAsync() => _register = await TestRegister.StartAsync();

    public async Task DisposeAsync() => await _register.DisposeAsync();

    [Fact] // domain 3.3, ui.md 7.I: a live version is never edited; answers stay with the version they were given to
    public async Task Rule_3_3_A_new_version_begins_as_a_draft_shows_whom_it_affects_and_takes_the_place_of_the_old_one_whose_answers_stay()
    {
        var person = await MadeUp.RegisterAsync(_register, Today, Today.AddDays(-30), "green");
        var member = await _register.SignInAsync("member");
        var administrator = await _register.SignInAsync("administrator");
        var tool = $"/people/{person.Reference}/ratings/tool?tool=key-questions";
        await CompleteAsync(await member.OpenAsync(tool), person, "Came to A&E");

        var list = await administrator.OpenAsync("/admin/tools");
        list.Text.ShouldContain("Four key questions");
        list.Text.ShouldContain("30-factor checklist");
        list.Text.ShouldNotContain("Sunderland");
        var versions = await administrator.OpenAsync(list.LinkTo("Four key questions"));
        (await administrator.OpenAsync(versions.LinkTo("1"))).Text.ShouldContain("This version is not edited");
        var start = await administrator.OpenAsync(versions.LinkTo("Start a new version"));
        var taken = await start.Type("Name of the new version", "1").Type("Why is the tool changing?", "Police are asked about too").PressAsync("Start a draft");
        taken.Errors.ShouldBe(["There is a version 1 already. Enter another name"]);
        var draft = await taken.Type("Name of the new version", "2").PressAndFollowAsync("Start a draft");
        draft.Heading.ShouldBe("Four key questions, version 2");

        // a question, its rule, and what is missing before it can go live
        var question = await administrator.OpenAsync(draft.LinkTo("Add a question"));
        (await question.PressAsync("Save")).Errors.ShouldBe(["Enter the question", "Select how it is answered"]);
        draft = await question.Type("Question", "Police were called").Choose("One of a scale").Type("Answers", "Never, 0\nOnce, 1\nMore often, 3").PressAndFollowAsync("Save");
        draft.Text.ShouldContain("Police were called");
        draft.Text.ShouldContain("Never (0), Once (1), More often (3)");
        var rules = await administrator.OpenAsync(draft.LinkTo("Change the rules"));
        rules = await (await rules.Type("Green from", "1").PressAndFollowAsync("Save totals")).PressAndFollowAsync("Take out");
        rules = await rules.Choose("Amber", "What does it suggest?").Type("How many of them", "2").Choose("Unstable or untreated", "Which questions").Choose("Police were called", "Which questions").PressAndFollowAsync("Add rule");
        rules.Text.ShouldContain("amber when all 2 of \"Unstable or untreated mental health condition\", \"Police were called\" are yes");
        (await administrator.OpenAsync(draft.LinkTo("Go live"))).Text.ShouldContain("There are thresholds, but no question has a weight");
        var weight = await administrator.OpenAsync(draft.All("ol a")[4].GetAttribute("href")!);
        weight.Heading.ShouldBe("Change a question");
        await weight.Type("Weight", "2").PressAndFollowAsync("Save");

        // whom it affects: the administrator sees how many, the team's lead who
        var live = await administrator.OpenAsync(draft.LinkTo("Go live"));
        live.Text.ShouldContain("Question added: Police were called");
        live.Text.ShouldContain("Thresholds: green from 1");
        live.Text.ShouldContain("1 person on the register was last assessed with this tool");
        live.Text.ShouldContain("Suggested red, now amber");
        live.Text.ShouldNotContain(person.Reference);
        (await (await _register.SignInAsync("lead")).OpenAsync(draft.LinkTo("See whom it affects"))).LinkTo(person.FirstName).ShouldBe($"/people/{person.Reference}/ratings");
        (await member.OpenAsync(draft.LinkTo("See whom it affects"))).Status.ShouldBe(403);

        // answered while it goes live: the answers are to the older version and are asked for again
        var asked = Answer(await member.OpenAsync(tool), "Came to A&E");
        var suggests = await asked.PressAsync("Continue");
        var stale = await administrator.OpenAsync(draft.LinkTo("Add a question"));
        var past = await live.TypeDate("When does it go live?", Today.AddDays(-1)).PressAsync("Go live");
        past.Errors.ShouldBe(["Date it goes live must be today or in the future"]);
        var done = await past.TypeDate("When does it go live?", Today).PressAndFollowAsync("Go live");
        done.Banner.ShouldContain("The version is in use from 21 November 2026.");
        var late = await suggests.Choose("Red", "What rating do you propose?").Choose(person.FirstName, "Who did you discuss").TypeDate("When did you discuss it?", Today).PressAsync("Save and continue");
        late.Status.ShouldBe(422);
        late.Errors.ShouldContain("The tool changed while you were answering. Check each answer again");

        var now = await member.OpenAsync(tool);
        now.Text.ShouldContain("Version 2.");
        now.Text.ShouldContain("Police were called");
        (await member.OpenAsync($"/people/{person.Reference}/ratings")).Text.ShouldContain("version 1 of the tool");
        (await administrator.OpenAsync(draft.LinkTo("Add a question"))).Status.ShouldBe(404);
        var gone = await stale.Type("Question", "Too late").Choose("Yes, no").PressAsync("Save");
        gone.Status.ShouldBe(409);
        gone.Text.ShouldContain("Nothing of yours has been saved.");
        (await _register.RowsAsync<string>("select tool_version from rating_tool_version where state = 'live' and definition like '%Police%' and definition not like '%Too late%'")).ShouldBe(["2"]);

        await CompleteAsync(now.Choose("More often", "Police were called"), person, "Came to A&E");
        var history = await member.OpenAsync($"/people/{person.Reference}/ratings");
        history.Text.ShouldContain("version 2 of the tool");
        history.Text.ShouldContain("More often");
        // another area's administrator does not find it
        (await (await _register.SignInAsync("administrator", "sunderland")).OpenAsync(versions.Path)).Status.ShouldBe(404);
    }

    [Fact]
    public void What_a_version_changes_is_said_in_words()
    {
        var before = ShippedTools.Find("key-questions", "1")!;
        ToolDifferences.Between(before, before).ShouldBeEmpty();
        var after = before with
        {
            Name = "Key questions", Source = "Here", Introduction = "Now", FromAge = 18,
            Items = [before.Items[0] with { Words = "Unwell", Help = "Ask", Weight = 1 }, before.Items[1], before.Items[3] with { Within = 2 }, new("new", "New", ItemKind.YesNo)],
            Rules = [],
            Thresholds = [new(1, "amber")],
        };
        ToolDifferences.Between(before, after).ShouldBe(
        [
            "Name: Key questions", "Source: Here", "Introduction: Now", "Ages: Aged 18 and over, before All ages",
            "Question changed: Unwell, before Unstable or untreated mental health condition", "Help changed: Unwell", "Weight of Unwell: 1, before 0",
            "Answers of Came to A&E in crisis: a date within 2 months, before a date within 1 month", "Question added: New", "Question taken out: Supported in an unstable environment, or by changing staff", "Rules: none", "Thresholds: amber from 1",
        ]);
    }

    [Fact] // domain 3.3: what the new version would have made of the answers on the day they were given
    public void An_effect_is_worked_out_on_the_day_of_the_assessment()
    {
        var row = new ToolEffects.Row(Guid.Empty, "DR-1", "Jo", new(2000, 1, 1), """{"mental-health":"yes","behaviour":"yes","environment":"yes","crisis":"2026-05-01"}""", "amber", "amber", London.At(new(2026, 5, 20), new(10, 0)));
        var same = Affected.Of(ShippedTools.Find("key-questions", "1")!, row);
        (same.Suggests, same.Unanswered, same.Fits).ShouldBe(("red", 0, true));
        var older = Affected.Of(ShippedTools.Find("key-questions", "1")!, row with { CompletedAt = London.At(new(2026, 6, 20), new(10, 0)) });
        older.Suggests.ShouldBe("amber");
        var other = Affected.Of(ShippedTools.Find("criteria-8", "1")! with { ToAge = 25 }, row with { Picked = null, Suggested = "green" });
        (other.Suggests, other.Unanswered, other.Fits).ShouldBe(("green", 8, false));
    }

    private static Screen Answer(Screen tool, string crisis)
        => tool.Choose("Yes", "Unstable or untreated").Choose("Yes", "Significant behavioural").Choose("Yes", "Supported in").Choose("Yes", crisis).TypeDate("When was the last time?", Today).Choose("Amber", "Which meaning fits");

    private static async Task CompleteAsync(Screen tool, MadeUp person, string crisis)
    {
        var suggests = await Answer(tool, crisis).PressAsync("Continue");
        suggests.Heading.ShouldStartWith("The tool suggests");
        var proposed = suggests.Heading.EndsWith("red", StringComparison.Ordinal) ? "Red" : "Amber";
        var saved = await suggests.Choose(proposed, "What rating do you propose?").Choose(person.FirstName, "Who did you discuss").TypeDate("When did you discuss it?", Today).PressAsync("Save and continue");
        saved.Status.ShouldBe(303, string.Join("; ", saved.Errors));
    }
}
