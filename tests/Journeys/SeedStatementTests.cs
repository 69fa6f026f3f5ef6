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
