using System.Text.Json;
using System.Text.RegularExpressions;
using Dsr.Shared;
using MediatR;
using Mono.Cecil;

namespace Dsr.ArchitectureTests;

/// <summary>The twelve rules of the house. Each says why it stands.</summary>
public sealed partial class HouseTests
{
    [Fact]
    public void Rule_1_Modules_are_found_because_rules_about_nothing_are_always_true()
    {
        House.Modules.Count.ShouldBeGreaterThan(1);
        House.Contracts.Count.ShouldBeGreaterThan(1);
        House.Modules.SelectMany(House.Subscriptions).ShouldNotBeEmpty();
        House.Modules.SelectMany(House.Literals).Count(literal => SqlStatement().IsMatch(literal.Text)).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Rule_2_No_module_depends_on_another_modules_types_because_they_talk_only_by_notifications()
    {
        var names = House.Modules.Select(module => module.Name.Name).ToHashSet(StringComparer.Ordinal);
        var reaching = from module in House.Modules
                       from reference in module.MainModule.AssemblyReferences
                       where names.Contains(reference.Name)
                       select $"{module.Name.Name} uses {reference.Name}";
        reaching.ShouldBeEmpty();
    }

    [Fact]
    public void Rule_3_A_module_exports_exactly_one_type_because_all_else_is_its_own_business()
    {
        foreach (var module in House.Modules)
        {
            var exported = House.Types(module).Where(type => type is { IsPublic: true, DeclaringType: null } && !type.Namespace.StartsWith("AspNetCoreGeneratedDocument", StringComparison.Ordinal)).Select(type => type.Name);
            exported.ShouldBe([House.NameOf(module) + "Module"], module.Name.Name);
        }
    }

    [Fact]
    public void Rule_4_Only_the_floor_touches_mediator_and_engines_and_only_the_host_names_a_scheduler()
    {
        foreach (var assembly in House.Modules.Append(House.Ui).Append(House.Host))
        {
            var references = House.References(assembly).ToList();
            references.ShouldNotContain(type => type.FullName == "MediatR.IMediator", assembly.Name.Name);
            references.ShouldNotContain(type => type.Namespace.StartsWith("Microsoft.Data.Sqlite", StringComparison.Ordinal), assembly.Name.Name);
            references.ShouldNotContain(type => type.Namespace.StartsWith("Npgsql", StringComparison.Ordinal), assembly.Name.Name);
        }
        foreach (var assembly in House.Modules.Append(House.Ui).Append(House.Shared))
            House.Namespaces(assembly).ShouldNotContain(name => name.StartsWith("Quartz", StringComparison.Ordinal) || name.StartsWith("Hangfire", StringComparison.Ordinal), assembly.Name.Name);
    }

    [Fact]
    public void Rule_5_The_floor_knows_no_module_and_no_domain_word_and_the_host_holds_no_sql()
    {
        House.Shared.MainModule.AssemblyReferences.ShouldNotContain(reference => reference.Name.StartsWith("Dsr.", StringComparison.Ordinal));
        House.Ui.MainModule.AssemblyReferences.ShouldNotContain(reference => reference.Name.StartsWith("Dsr.", StringComparison.Ordinal) && reference.Name != "Dsr.Shared");

        string[] domain = ["Referral", "Consent", "Authority", "Rating", "Meeting", "Agenda", "Admission", "Keyworker", "Cetr"];
        House.Types(House.Shared).Where(type => domain.Any(word => type.Name.Contains(word, StringComparison.Ordinal))).Select(type => type.FullName).ShouldBeEmpty();

        House.Namespaces(House.Host).ShouldNotContain("Dapper");
        House.Host.MainModule.AssemblyReferences.ShouldNotContain(reference => reference.Name.EndsWith(".Contracts", StringComparison.Ordinal));
        House.Literals(House.Host).Where(literal => SqlStatement().IsMatch(literal.Text)).Select(literal => literal.Where).ShouldBeEmpty();
    }

    [Fact]
    public void Rule_6_Contracts_are_sealed_records_of_plain_values_that_somebody_else_hears()
    {
        var heard = House.Modules.SelectMany(module => House.Subscriptions(module).Select(each => (each.Heard.FullName, Module: House.NameOf(module)))).ToLookup(each => each.FullName, each => each.Module, StringComparer.Ordinal);
        foreach (var contract in House.Contracts.SelectMany(assembly => House.Load(assembly).GetExportedTypes()))
        {
            contract.IsSealed.ShouldBeTrue(contract.FullName);
            contract.GetMethod("<Clone>$").ShouldNotBeNull($"{contract.FullName} is no record");
            typeof(INotification).IsAssignableFrom(contract).ShouldBeTrue(contract.FullName);
            contract.GetProperties().Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
                .ShouldAllBe(type => Plain.Contains(type), contract.FullName);
            contract.GetProperties().ShouldContain(property => property.PropertyType == typeof(Guid), $"{contract.FullName} does not say what it is about");

            var example = Example(contract);
            JsonSerializer.Deserialize(JsonSerializer.Serialize(example, contract), contract).ShouldBe(example);

            var own = contract.Assembly.GetName().Name!.Split('.')[1];
            heard[contract.FullName!].ShouldContain(module => module != own, $"Nobody outside {own} hears {contract.Name}");
        }
    }

    [Fact]
    public void Rule_7_No_sql_in_a_module_names_a_table_it_does_not_own_because_reports_that_reach_in_rot()
    {
        var trespass = from module in House.Modules
                       let own = House.NameOf(module).ToLowerInvariant() + "_"
                       from literal in House.Literals(module)
                       where SqlStatement().IsMatch(literal.Text)
                       from Match table in Table().Matches(literal.Text)
                       let name = table.Groups["table"].Value
                       where name.Contains('_', StringComparison.Ordinal) && !name.StartsWith(own, StringComparison.Ordinal)
                       select $"{literal.Where}: {name}";
        trespass.ShouldBeEmpty();
    }

    [Fact]
    public void Rule_8_Subscribers_and_pages_are_internal_sealed_and_called_so()
    {
        foreach (var module in House.Modules)
        {
            foreach (var (subscriber, _) in House.Subscriptions(module))
            {
                subscriber.IsPublic.ShouldBeFalse(subscriber.FullName);
                subscriber.IsSealed.ShouldBeTrue(subscriber.FullName);
                subscriber.Name.ShouldEndWith("Subscriber");
            }
        }
        foreach (var page in House.Modules.Append(House.Host).SelectMany(House.Types).Where(IsPageModel))
        {
            page.IsPublic.ShouldBeFalse(page.FullName);
            (page.IsSealed || page.IsAbstract).ShouldBeTrue(page.FullName);
            page.Name.ShouldEndWith("Page");
        }
    }

    [Fact]
    public void Rule_9_Every_page_needs_a_permission_or_says_that_anyone_may_see_it()
    {
        // which ones may say so is the short list of Dsr.Host.EndpointCheck, held at every start
        foreach (var page in House.Modules.Append(House.Host).SelectMany(House.Types).Where(type => IsPageModel(type) && !type.IsAbstract))
            page.CustomAttributes.Select(attribute => attribute.AttributeType.Name)
                .ShouldContain(name => name == "NeedsAttribute" || name == "AllowAnonymousAttribute", page.FullName);
    }

    [Fact]
    public void Rule_10_Time_randomness_raw_html_and_processes_are_banned_and_the_ban_is_in_force()
    {
        var banned = File.ReadAllText(Path.Combine(House.Root, "BannedSymbols.txt"));
        foreach (var symbol in new[] { "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTimeOffset.UtcNow", "IHtmlHelper.Raw", "Process.Start", "System.Random.#ctor" })
            banned.ShouldContain(symbol);
        string[] members = ["System.DateTime System.DateTime::get_Now()", "System.DateTime System.DateTime::get_UtcNow()", "System.DateTimeOffset System.DateTimeOffset::get_UtcNow()", "System.DateTimeOffset System.DateTimeOffset::get_Now()", "System.Guid System.Guid::NewGuid()"];
        var used = from assembly in House.Modules.Concat(House.Contracts).Append(House.Shared).Append(House.Ui).Append(House.Host)
                   from member in assembly.MainModule.GetMemberReferences()
                   where members.Contains(member.FullName) || member.FullName.Contains("IHtmlHelper::Raw", StringComparison.Ordinal) || member.FullName.Contains("Diagnostics.Process::Start", StringComparison.Ordinal)
                   select $"{assembly.Name.Name}: {member.FullName}";
        used.ShouldBeEmpty();
    }

    [Fact]
    public void Rule_11_The_table_of_who_hears_whom_in_the_readme_is_true()
    {
        var heard = House.Modules
            .SelectMany(module => House.Subscriptions(module).Select(each => (Said: each.Heard.Name, By: each.Heard.Scope.Name.Split('.')[1], Module: House.NameOf(module))))
            .GroupBy(each => (each.By, each.Said))
            .OrderBy(group => group.Key.By, StringComparer.Ordinal).ThenBy(group => group.Key.Said, StringComparer.Ordinal)
            .Select(group => $"| {group.Key.By} | `{group.Key.Said}` | {string.Join(", ", group.Select(each => each.Module).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))} |");
        var readme = File.ReadAllLines(Path.Combine(House.Root, "README.md")).Where(line => Row().IsMatch(line));
        readme.ShouldBe(heard, customMessage: string.Join('\n', heard));
    }

    [Fact]
    public void Rule_12_The_published_language_is_the_one_checked_in_so_that_a_change_shows_in_the_diff()
    {
        var language = string.Join('\n', House.Contracts
            .SelectMany(assembly => House.Load(assembly).GetExportedTypes())
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => $"{type.FullName}({string.Join(", ", type.GetProperties().Select(property => $"{Words(property.PropertyType)} {property.Name}"))})")) + "\n";
        var file = Path.Combine(House.Root, "architecture-tests", "published-language.txt");
        File.ReadAllText(file).ShouldBe(language, customMessage: language);
    }

    private static readonly HashSet<Type> Plain = [typeof(string), typeof(Guid), typeof(int), typeof(bool), typeof(DateOnly), typeof(DateTimeOffset)];

    private static string Words(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? inner.Name + "?" : type.Name;

    private static object Example(Type contract)
    {
        var constructor = contract.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType).Select<Type, object>(type =>
            type == typeof(string) ? "text" :
            type == typeof(Guid) ? Guid.Parse("0199aaaa-0000-7000-8000-000000000001") :
            type == typeof(int) ? 7 :
            type == typeof(bool) ? true :
            type == typeof(DateOnly) ? new DateOnly(2026, 11, 21) :
            new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero))]);
    }

    private static bool IsPageModel(TypeDefinition type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent is TypeDefinition known ? known.BaseType : null)
            if (parent.FullName == "Microsoft.AspNetCore.Mvc.RazorPages.PageModel") return true;
        return false;
    }

    [GeneratedRegex(@"^\s*(select|insert into|update|delete from|with|SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SqlStatement();

    [GeneratedRegex(@"\b(from|join|into|update|table|exists)\s+(?<table>[a-z][a-z0-9]*_[a-z0-9_]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Table();

    [GeneratedRegex(@"^\| (Access|Referrals|Consent|Rating|Meetings|Reporting) \| `\w+` \|", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
