using System.Reflection;
using Dsr.Referrals;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Referrals;

/// <summary>Two entries of one person are merged and parted again (security.md T43: "unmerge within 30 days; merge needs two users; unmerge restores both byte-for-byte").</summary>
public sealed class MergeTests
{
    // what tells of the acts themselves
    private static readonly string[] OfTheActs = ["referrals_merge", "shared_audit", "shared_audit_seal", "shared_merged_key", "shared_merged_row", "shared_outbox", "shared_request_key", "shared_job_run", "access_session"];

    [Fact]
    public async Task Two_members_of_the_team_merge_two_entries_and_part_them_again()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var lead = await register.SignInAsync("lead");
        var pair = await PairAsync(register, member);

        (await (await member.OpenAsync(pair)).PressAsync("Ask for the merge")).Errors.ShouldBe(["Select which entry stays", "Enter how you know that they are one person"]);
        var form = await member.OpenAsync(pair);
        var (stays, goes) = (References(form)[0], References(form)[1]);
        var asked = await form.Choose(stays).Type("How do you know", "Their mother says so").PressAndFollowAsync("Ask for the merge");
        asked.Banner.ShouldContain("Another member of the DSR team has to agree");
        asked.All("input[type=radio]").ShouldBeEmpty("who asked does not also agree");
        (await member.PostAsync(asked.Path, [.. (await lead.OpenAsync(asked.Path)).Find("main form") is AngleSharp.Html.Dom.IHtmlFormElement other ? form.Fields(other) : [], new("Decide.Answer", "agree")])).Status.ShouldBeOneOf(400, 422);

        var waiting = await lead.OpenAsync((await lead.OpenAsync("/register/duplicates")).LinkTo($"{stays} and {goes}"));
        (await waiting.PressAsync("Save decision")).Errors.ShouldBe(["Select what you decide"]);
        var merged = await waiting.Choose("Merge them").PressAndFollowAsync("Save decision");
        merged.Banner.ShouldContain("It can be undone until 21 December 2026");

        var kept = await member.OpenAsync($"/people/{stays}");
        (await member.OpenAsync($"/people/{goes}")).Strip.ShouldBe(kept.Strip, "the reference of the entry that went leads to the one that stays");
        (await member.OpenAsync("/register")).Text.ShouldNotContain(goes);
        (await (await member.OpenAsync("/search")).Type("Find a person", goes).PressAndFollowAsync("Search")).All("main a").ShouldContain(link => link.GetAttribute("href")!.EndsWith(stays, StringComparison.Ordinal));

        var undo = await (await member.OpenAsync(merged.Path)).Type("Why should the merge be undone?", "Two cousins").PressAndFollowAsync("Ask to undo the merge");
        undo.All("input[type=radio]").ShouldBeEmpty();
        var undone = await (await lead.OpenAsync(merged.Path)).Choose("Undo the merge").PressAndFollowAsync("Save decision");
        undone.Banner.ShouldContain($"{goes} is an entry of its own again");
        (await member.OpenAsync($"/people/{goes}")).Strip.ShouldNotBe(kept.Strip);

        (await (await register.SignInAsync("referrer")).OpenAsync(merged.Path)).Status.ShouldBe(403);
        (await (await register.SignInAsync("member", "sunderland")).OpenAsync(merged.Path)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_merge_cannot_be_undone_after_30_days_nor_made_while_consent_is_withdrawn()
    {
        await using var register = await TestRegister.StartAsync();
        var member = await register.SignInAsync("member");
        var lead = await register.SignInAsync("lead");
        var form = await member.OpenAsync(await PairAsync(register, member));
        var (stays, goes) = (References(form)[0], References(form)[1]);
        await register.ChangeAsync("update referrals_person set withdrawn_at = '2026-11-20T10:00:00.000Z' where reference = @goes", new { goes });
        (await form.Choose(stays).Type("How do you know", "Their mother says so").PressAsync("Ask for the merge")).Errors.ShouldBe(["Consent was withdrawn in one of the two: record what they want now"]);
        await register.ChangeAsync("update referrals_person set withdrawn_at = null where reference = @goes", new { goes });

        var asked = await form.PressAndFollowAsync("Ask for the merge");
        var merged = await (await lead.OpenAsync(asked.Path)).Choose("Merge them").PressAndFollowAsync("Save decision");
        register.Clock.Advance(TimeSpan.FromDays(30));
        (await (await register.SignInAsync("lead")).OpenAsync(merged.Path)).Text.ShouldContain("Why should the merge be undone?");
        register.Clock.Advance(TimeSpan.FromDays(1));
        (await (await register.SignInAsync("lead")).OpenAsync(merged.Path)).Text.ShouldNotContain("Why should the merge be undone?");
    }

    [Fact]
    public async Task After_a_merge_no_table_knows_the_entry_that_went_and_undoing_it_restores_both_byte_for_byte()
    {
        await using var register = await TestRegister.StartAsync();
        var tables = await TablesAsync(register);
        var people = await register.RowsAsync<Guid>("select id from referrals_person where area = 'staffordshire' and state = 'active' order by id limit 12");
        for (var pair = 0; pair + 1 < people.Count; pair++)
        {
            var (kept, away) = (people[pair], people[pair + 1]);
            var merge = new Merge(Ids.New(), "staffordshire", kept, "", away, $"DR-MERG-000{pair % 10}", "", "asked", "", default, default, "", null, null, null, null, null, null, null, null, null, null, 1);
            var before = await DumpAsync(register, tables);

            await WriteAsync(register, work => merge.MergeAsync(work, "Somebody"));
            var between = await DumpAsync(register, tables);
            foreach (var (table, rows) in between) rows.ShouldNotContain(Hex(away), customMessage: table);
            between["meetings_action"].Length.ShouldBe(before["meetings_action"].Length, "actions come along");
            between["referrals_update"].Length.ShouldBe(before["referrals_update"].Length);

            await WriteAsync(register, work => merge.UnmergeAsync(work, "Somebody"));
            var after = await DumpAsync(register, tables);
            foreach (var (table, rows) in after) rows.ShouldBe(before[table], customMessage: table);
        }
        (await register.RowsAsync<int>("select count(*) from shared_merged_row")).Single().ShouldBe(0);
        (await register.RowsAsync<int>("select count(*) from shared_merged_key")).Single().ShouldBe(0);
    }

    [Fact]
    public async Task Each_table_of_a_person_says_what_becomes_of_its_rows_in_a_merge()
    {
        await using var register = await TestRegister.StartAsync();
        var said = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name!.StartsWith("Dsr.", StringComparison.Ordinal))
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(field => field.FieldType == typeof(PersonRows[])))
            .SelectMany(field => ((PersonRows[])field.GetValue(null)!).Select(rows => rows.Table))
            .ToHashSet(StringComparer.Ordinal);
        said.Count.ShouldBeGreaterThan(40);

        var silent = new List<string>();
        foreach (var table in await TablesAsync(register))
        {
            var columns = await register.RowsAsync<string>(Engine.IsPostgres
                ? $"select cast(column_name as text) from information_schema.columns where table_name = '{table}'"
                : $"select name from pragma_table_info('{table}')");
            if (columns.Contains("person_id") && !said.Contains(table)) silent.Add(table);
        }
        silent.ShouldBeEmpty("list them in the module's MergeSubscriber: PersonRows.Follow or PersonRows.SetAside");
    }

    private static async Task<string> PairAsync(TestRegister register, Visitor member)
    {
        var people = await register.RowsAsync<Guid>("select id from referrals_person where area = 'staffordshire' and state = 'active' and withdrawn_at is null and authority_ends_on > '2026-12-31' order by id limit 2");
        await register.ChangeAsync("update referrals_person set nhs_number = '9990000018' where id in @people", new { people });
        var found = await (await member.OpenAsync("/register/duplicates")).PressAndFollowAsync("Look for duplicates now");
        var judge = await member.OpenAsync(found.All("main li a").First(link => link.ParentElement!.TextContent.Contains("same NHS number", StringComparison.Ordinal)).GetAttribute("href")!);
        return judge.LinkTo("They are one person");
    }

    private static List<string> References(Screen form) => [.. form.All("input[name='Ask.Stays']").Select(each => each.GetAttribute("value")!)];

    private static Task WriteAsync(TestRegister register, Func<Work, Task> write)
        => register.InScopeAsync(async services => await services.GetRequiredService<Db>().WriteAsync(async work =>
        {
            await write(work);
            return "";
        }));

    private static async Task<IReadOnlyList<string>> TablesAsync(TestRegister register)
        => [.. (await register.RowsAsync<string>(Engine.IsPostgres
            ? "select cast(table_name as text) from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"
            : "select name from sqlite_master where type = 'table'")).Except(OfTheActs).Order(StringComparer.Ordinal)];

    private static async Task<Dictionary<string, string>> DumpAsync(TestRegister register, IReadOnlyList<string> tables)
    {
        var dump = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var rows = await register.RowsAsync<dynamic>($"select * from {table}");
            dump[table] = string.Join('\n', rows.Select(row => string.Join('|', ((IDictionary<string, object?>)row).Values.Select(Text))).Order(StringComparer.Ordinal));
        }
        return dump;
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        Guid id => Hex(id),
        _ => $"{value.GetType().Name} {value}",
    };

    private static string Hex(Guid id) => Convert.ToHexString(id.ToByteArray(bigEndian: true));
}
