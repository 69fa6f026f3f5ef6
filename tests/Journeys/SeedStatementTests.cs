using System.Reflection;
using System.Text.RegularExpressions;
using Dsr.Referrals;

namespace Dsr.Tests.Journeys;

/// <summary>The table of docs/seed-statements.md, and the statements that no other test is about.</summary>
public sealed partial class SeedStatementTests
{
    [Fact]
    public async Task Every_test_that_the_table_of_statements_names_is_there()
    {
        var table = await File.ReadAllLinesAsync(Path.Combine(Repository, "docs/seed-statements.md"));
        var rows = table.Where(line => line.StartsWith("| S", StringComparison.Ordinal) && !line.StartsWith("| Source", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBeGreaterThan(40);
        var tests = typeof(SeedStatementTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.GetCustomAttributes<FactAttribute>().Any()).Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        rows.Where(row => !Named().IsMatch(row)).ShouldBeEmpty();
        rows.SelectMany(row => Named().Matches(row)).Select(name => name.Groups[1].Value).Where(name => !tests.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void S2_eight_criteria_are_no_full_list_and_S4_one_of_nineteen_is_enough()
    {
        var (eight, nineteen) = (Of("nottinghamshire"), Of("northamptonshire"));
        // and one more: something else
        eight.Items.Count.ShouldBe(8 + 1);
        eight.Exhaustive.ShouldBeFalse();
        nineteen.Items.Count.ShouldBe(19 + 1);
        nineteen.Needed.ShouldBe(1);
    }

    [Fact]
    public async Task S0_the_team_keys_in_what_came_by_email()
    {
        await using var register = await TestRegister.StartAsync();
        var member = new OverHttp(await register.SignInAsync("member"));
        var reference = (await register.RowsAsync<string>(
            """
            select p.reference
            from meetings_person p
            join meetings_authority a on a.person_id = p.id and a.ends_on > '2027-01-01'
            where p.area = 'staffordshire' and p.state = 'active' and p.rating = 'green' and p.id not in (select person_id from meetings_request)
            order by p.id
            limit 1
            """))[0];
        await member.GoAsync($"/requests/meetings/new/{reference}");
        await member.ChooseAsync("No");
        await member.TypeAsync("Why is a meeting without the DSR team not being held?", "Written by email: five agencies");
        await member.TypeAsync("What is the meeting for?", "Agree the move, asked for by email");
        await member.TypeAsync("Who should come?", "The person and their father");
        await member.PressAsync("Send request");
        await member.GoAsync("/requests/meetings");
        (await member.TextAsync()).ShouldContain("Agree the move, asked for by email");

        // a referral that came by email is begun by the team as a professional begins it
        await new Job(register, "staffordshire").StartAsync(member);
    }

    [Fact]
    public async Task S1_issues_that_services_cannot_solve_between_them_are_escalated_to_a_meeting()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, plan) = await AskedAndAcceptedAsync(register, "south-yorkshire", "Escalation meeting", "Two services each say that the other should fund the support");
        var meeting = await PlanAsync(member, plan, "Escalation meeting", new DateOnly(2026, 11, 24));
        meeting.Heading.ShouldContain("Escalation meeting");
    }

    [Fact]
    public async Task S3_an_urgent_meeting_is_held_before_the_monthly_one()
    {
        await using var register = await TestRegister.StartAsync();
        var (member, plan) = await AskedAndAcceptedAsync(register, "sunderland", "Urgent meeting", "The placement gives notice this week");
        plan.All("input[name='Plan.Type']").Count.ShouldBe(2);
        var meeting = await PlanAsync(member, plan, "Urgent meeting", new DateOnly(2026, 11, 24));
        meeting.Heading.ShouldContain("Urgent meeting");

        // the monthly one is on 7 December, and waits for nobody
        var chair = await register.SignInAsync("chair", "sunderland");
        await (await chair.OpenAsync("/meetings/series/new")).PressAndFollowAsync("Create series");
        var meetings = (await chair.OpenAsync("/meetings")).Text;
        meetings.IndexOf("Tuesday 24 November 2026", StringComparison.Ordinal).ShouldBeInRange(0, meetings.IndexOf("Monday 7 December 2026", StringComparison.Ordinal));
    }

    /// <summary>The owner asks for the area's own kind of meeting, the team reads of it in its inbox and accepts; answers the page to plan it on.</summary>
    private static async Task<(Visitor Member, Screen Plan)> AskedAndAcceptedAsync(TestRegister register, string area, string kind, string purpose)
    {
        var reference = (await register.RowsAsync<string>(
            """
            select p.reference
            from meetings_person p
            join meetings_user u on u.id = p.owner_id
            join meetings_authority a on a.person_id = p.id and a.ends_on > '2027-01-01'
            where p.area = @area and u.email = @email and p.state = 'active' and p.rating = 'green' and p.id not in (select person_id from meetings_request)
            order by p.id
            """, new { area, email = $"referrer@{area}.example.com" }))[0];
        var ask = await (await register.SignInAsync("referrer", area)).OpenAsync($"/people/{reference}/meeting-request");
        ask.Text.ShouldContain(kind);
        await ask.Choose("Yes").Type("When, and what came of it?", "On Monday; it was not solved").Type("What is the meeting for?", purpose).Type("Who should come?", "The person, their mother and both services").PressAndFollowAsync("Send request");

        var member = await register.SignInAsync("member", area);
        (await member.OpenAsync("/inbox")).Text.ShouldContain("Meeting requested");
        var row = (await member.OpenAsync("/requests/meetings")).All("tbody tr").Single(each => each.TextContent.Contains(purpose, StringComparison.Ordinal));
        var request = row.QuerySelector("a")!.GetAttribute("href")!;
        await (await member.OpenAsync(request)).Choose("Accept").PressAndFollowAsync("Send answer");
        return (member, await member.OpenAsync((await member.OpenAsync(request)).LinkTo("Plan the meeting")));
    }

    /// <summary>Planned for the one person it is about, who stands on its agenda with the reason.</summary>
    private static async Task<Screen> PlanAsync(Visitor member, Screen plan, string kind, DateOnly on)
    {
        var meeting = await plan.Choose(kind).TypeDate("Date", on).Type("Start time", "10am").Type("End time", "11am").Type("Place or link", "By video").PressAndFollowAsync("Plan meeting");
        (await member.OpenAsync(meeting.Path + "/agenda")).Text.ShouldContain($"{kind} asked for");
        return meeting;
    }

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Dsr.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    private static ReferralsArea.CriteriaList Of(string area) => Shared.AreaTests.Shipped[area].Section<ReferralsArea>("referrals").Criteria;

    [GeneratedRegex("`([A-Za-z]+\\.[A-Za-z0-9_]+)`")]
    private static partial Regex Named();
}
