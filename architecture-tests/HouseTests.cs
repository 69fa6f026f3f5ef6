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
        const string found = "The other rules look at what House finds by name (Dsr.<Module>.dll beside the host, SQL in literals): mend House or the names, or they hold nothing";
        House.Modules.Count.ShouldBeGreaterThan(1, found);
        House.Contracts.Count.ShouldBeGreaterThan(1, found);
        House.Modules.SelectMany(House.Subscriptions).ShouldNotBeEmpty(found);
        House.Modules.SelectMany(House.Literals).Count(literal => SqlStatement().IsMatch(literal.Text)).ShouldBeGreaterThan(20, found);
        foreach (var module in House.Modules) House.Tables(module).ShouldNotBeEmpty($"{module.Name.Name} has no tables in its embedded Migrations: {found}");
    }

    [Fact]
    public void Rule_2_No_module_depends_on_another_modules_types_because_they_talk_only_by_notifications()
    {
        var names = House.Modules.Select(module => module.Name.Name).ToHashSet(StringComparer.Ordinal);
        var reaching = from module in House.Modules
                       from reference in module.MainModule.AssemblyReferences
                       where names.Contains(reference.Name)
                       select $"{module.Name.Name} uses {reference.Name}";
        reaching.ShouldBeEmpty("Take the reference out: hear a notification of the other's .Contracts and keep an own copy, or publish one for it to hear");
    }

    [Fact]
    public void Rule_3_A_module_exports_exactly_one_type_because_all_else_is_its_own_business()
    {
        foreach (var module in House.Modules)
        {
            var exported = House.Types(module).Where(type => type is { IsPublic: true, DeclaringType: null } && !type.Namespace.StartsWith("AspNetCoreGeneratedDocument", StringComparison.Ordinal)).Select(type => type.Name);
            exported.ShouldBe([House.NameOf(module) + "Module"], $"Make every other type of {module.Name.Name} internal; what others must know is a notification in its .Contracts");
        }
    }

    [Fact]
    public void Rule_4_Only_the_floor_touches_mediator_and_engines_and_only_the_host_names_a_scheduler()
    {
        string[] floor = ["MediatR.IMediator", "Microsoft.Data.Sqlite.", "Npgsql."];
        string[] schedulers = ["Quartz.", "Hangfire."];
        Using(floor, House.Modules.Append(House.Ui).Append(House.Host)).ShouldBeEmpty("Publish with work.PublishAsync and read and write through Db: the mediator and the engines are Dsr.Shared's alone");
        Using(schedulers, House.Modules.Append(House.Ui).Append(House.Shared)).ShouldBeEmpty("Write an IRecurringJob: the scheduler is named in src/Host/Jobs alone");
    }

    [Fact]
    public void Rule_5_The_floor_knows_no_module_and_no_domain_word_and_the_host_holds_no_sql()
    {
        House.Shared.MainModule.AssemblyReferences.ShouldNotContain(reference => reference.Name.StartsWith("Dsr.", StringComparison.Ordinal), "Dsr.Shared may not refer to another project of the house: the others come to it");
        House.Ui.MainModule.AssemblyReferences.ShouldNotContain(reference => reference.Name.StartsWith("Dsr.", StringComparison.Ordinal) && reference.Name != "Dsr.Shared", "Dsr.Ui refers to Dsr.Shared and to nothing else of the house");

        string[] domain = ["Referral", "Consent", "Authority", "Rating", "Meeting", "Agenda", "Admission", "Keyworker", "Cetr"];
        House.Types(House.Shared).Where(type => domain.Any(word => type.Name.Contains(word, StringComparison.Ordinal))).Select(type => type.FullName).ShouldBeEmpty("A word of the domain belongs to the module that owns it: move the type there");

        const string composes = "The host composes and holds no SQL and no rule: move this to the module that owns the table, or to Dsr.Shared";
        House.Namespaces(House.Host).ShouldNotContain("Dapper", composes);
        House.Host.MainModule.AssemblyReferences.ShouldNotContain(reference => reference.Name.EndsWith(".Contracts", StringComparison.Ordinal), composes);
        House.Literals(House.Host).Where(literal => SqlStatement().IsMatch(literal.Text)).Select(literal => literal.Where).ShouldBeEmpty(composes);
    }

    [Fact]
    public void Rule_6_Contracts_are_sealed_records_of_plain_values_that_somebody_else_hears()
    {
        var heard = House.Modules.SelectMany(module => House.Subscriptions(module).Select(each => (each.Heard.FullName, Module: House.NameOf(module)))).ToLookup(each => each.FullName, each => each.Module, StringComparer.Ordinal);
        foreach (var contract in House.Contracts.SelectMany(assembly => House.Load(assembly).GetExportedTypes()))
        {
            contract.IsSealed.ShouldBeTrue($"{contract.FullName} must be a sealed record");
            contract.GetMethod("<Clone>$").ShouldNotBeNull($"{contract.FullName} must be a sealed record");
            typeof(INotification).IsAssignableFrom(contract).ShouldBeTrue($"{contract.FullName} must be an INotification: a .Contracts assembly holds nothing else");
            contract.GetProperties().Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
                .ShouldAllBe(type => Plain.Contains(type), $"{contract.FullName} may hold only {string.Join(", ", Plain.Select(type => type.Name))}: what is said stays readable for whoever hears it");
            contract.GetProperties().ShouldContain(property => property.PropertyType == typeof(Guid), $"{contract.FullName} does not say what it is about: give it the id (a Guid)");

            var example = Example(contract);
            JsonSerializer.Deserialize(JsonSerializer.Serialize(example, contract), contract).ShouldBe(example);

            var own = contract.Assembly.GetName().Name!.Split('.')[1];
            heard[contract.FullName!].ShouldContain(module => module != own, $"Nobody outside {own} hears {contract.Name}: add a subscriber or take the notification out");
        }
    }

    [Fact]
    public void Rule_7_No_sql_in_a_module_names_a_table_it_does_not_own_because_reports_that_reach_in_rot()
    {
        var owners = House.Modules.Append(House.Shared).SelectMany(assembly => House.Tables(assembly).Select(table => (Table: table, Owner: assembly))).ToDictionary(each => each.Table, each => each.Owner, StringComparer.Ordinal);
        foreach (var (table, owner) in owners) table.ShouldStartWith(House.NameOf(owner).ToLowerInvariant() + "_", Case.Sensitive, "A table is called after the module that owns it");
        var trespass = from assembly in House.Modules.Append(House.Shared).Append(House.Ui).Append(House.Host)
                       from said in House.Literals(assembly).Concat(House.Scripts(assembly))
                       from Match word in Word().Matches(said.Text)
                       where owners.TryGetValue(word.Value, out var owner) && owner != assembly
                       select $"{said.Where}: {word.Value}";
        trespass.Distinct(StringComparer.Ordinal).ShouldBeEmpty("SQL names only the module's own tables: keep a copy fed by the owner's notifications, or let Dsr.Shared do what shared_ tables need");
    }

    [Fact]
    public void Rule_8_Subscribers_and_pages_are_internal_sealed_and_called_so()
    {
        var subscribers = from subscriber in House.Modules.SelectMany(House.Subscriptions).Select(each => each.Subscriber)
                          where !IsOwn(subscriber) || !subscriber.IsSealed || !subscriber.Name.EndsWith("Subscriber", StringComparison.Ordinal)
                          select $"{subscriber.FullName}: a subscriber is internal, sealed, and called after what it keeps: PeopleSubscriber";
        var pages = from page in House.Modules.Append(House.Ui).Append(House.Host).SelectMany(House.Types)
                    // what the kit gives others to build their pages on is abstract, and theirs to see
                    where IsPageModel(page) && ((!IsOwn(page) && !(page.IsAbstract && page.Module.Assembly == House.Ui)) || !(page.IsSealed || page.IsAbstract) || !page.Name.EndsWith("Page", StringComparison.Ordinal))
                    select $"{page.FullName}: a page model is internal, sealed, and called after its slice: ChangeRatingPage";
        subscribers.Concat(pages).ShouldBeEmpty();
    }

    [Fact]
    public void Rule_9_Every_page_needs_a_permission_or_says_that_anyone_may_see_it()
    {
        // which ones may say so is the short list of Dsr.Host.EndpointCheck, held at every start, for pages without a model and for other endpoints too
        var silent = House.Modules.Append(House.Ui).Append(House.Host).SelectMany(House.Types).Where(type => IsPageModel(type) && !type.IsAbstract)
            .Where(page => !page.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "NeedsAttribute" or "AllowAnonymousAttribute"));
        silent.Select(page => page.FullName).ShouldBeEmpty("Say who may: [Needs(\"what.act\", Roles.…)], or [AllowAnonymous] and a place on the list of Dsr.Host.EndpointCheck");
    }

    [Fact]
    public void Rule_10_Time_randomness_raw_html_and_processes_are_banned_and_the_ban_is_in_force()
    {
        var banned = File.ReadAllLines(Path.Combine(House.Root, "BannedSymbols.txt")).Select(line => line.Split(';', 2)).ToDictionary(parts => parts[0], parts => parts[^1], StringComparer.Ordinal);
        string[] least = ["P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow", "M:System.Random.#ctor", "M:System.Diagnostics.Process.Start", "M:Microsoft.AspNetCore.Mvc.Rendering.IHtmlHelper.Raw(System.String)"];
        least.Except(banned.Keys, StringComparer.Ordinal).ShouldBeEmpty("BannedSymbols.txt must ban these");
        // the analyzer says it while one types; what was built says whether the analyzer was listened to
        var used = from assembly in House.Modules.Concat(House.Contracts).Append(House.Shared).Append(House.Ui).Append(House.Host)
                   from member in assembly.MainModule.GetMemberReferences()
                   where banned.ContainsKey(House.Symbol(member))
                   select $"{assembly.Name.Name}: {member.FullName}: {banned[House.Symbol(member)]}";
        used.ShouldBeEmpty("These are banned by BannedSymbols.txt, which says what to use in their place");
    }

    [Fact]
    public void Rule_11_The_table_of_who_hears_whom_in_the_readme_is_true()
    {
        var heard = House.Modules
            .SelectMany(module => House.Subscriptions(module).Select(each => (Said: each.Heard.Name, By: each.Heard.Scope.Name.Split('.')[1], Module: House.NameOf(module))))
            .GroupBy(each => (each.By, each.Said))
            .OrderBy(group => group.Key.By, StringComparer.Ordinal).ThenBy(group => group.Key.Said, StringComparer.Ordinal)
            .Select(group => $"| {group.Key.By} | `{group.Key.Said}` | {string.Join(", ", group.Select(each => each.Module).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))} |");
        Changes(File.ReadAllLines(Path.Combine(House.Root, "README.md")).Where(line => Row().IsMatch(line)), heard).ShouldBeEmpty("Change the table \"Who hears whom\" of README.md by these lines, kept in order");
    }

    [Fact]
    public void Rule_12_The_published_language_is_the_one_checked_in_so_that_a_change_shows_in_the_diff()
    {
        var language = House.Contracts
            .SelectMany(assembly => House.Load(assembly).GetExportedTypes())
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => $"{type.FullName}({string.Join(", ", type.GetProperties().Select(property => $"{Words(property.PropertyType)} {property.Name}"))})");
        Changes(File.ReadAllLines(Path.Combine(House.Root, "architecture-tests", "published-language.txt")), language).ShouldBeEmpty("If it is meant, change architecture-tests/published-language.txt by these lines, kept in order");
    }

    /// <summary>What a list in a file must lose and gain to be the true one; or that only its order is another.</summary>
    private static IReadOnlyList<string> Changes(IEnumerable<string> written, IEnumerable<string> truth)
    {
        var (old, now) = (written.ToList(), truth.ToList());
        List<string> changes = [.. old.Except(now, StringComparer.Ordinal).Select(line => "- " + line), .. now.Except(old, StringComparer.Ordinal).Select(line => "+ " + line)];
        return changes.Count > 0 || old.SequenceEqual(now, StringComparer.Ordinal) ? changes : ["the order, or a line that stands twice"];
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

    private static IEnumerable<string> Using(string[] kept, IEnumerable<AssemblyDefinition> assemblies)
        => from assembly in assemblies
           from type in House.References(assembly)
           where kept.Any(each => each.EndsWith('.') ? type.Namespace == each[..^1] || type.Namespace.StartsWith(each, StringComparison.Ordinal) : type.FullName == each)
           select $"{assembly.Name.Name} uses {type.FullName}";

    private static bool IsOwn(TypeDefinition type) => !type.IsPublic && !type.IsNestedPublic;

    private static bool IsPageModel(TypeDefinition type) => House.Parents(type).Contains("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", StringComparer.Ordinal);

    [GeneratedRegex(@"^\s*(select|insert into|update|delete from|with|SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SqlStatement();

    [GeneratedRegex(@"[a-z][a-z0-9]*_[a-z0-9_]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\| (Access|Referrals|Consent|Rating|Meetings|Reporting) \| `\w+` \|", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
