using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Dsr.Shared;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Dsr.ArchitectureTests;

/// <summary>The assemblies of the house as they were built, found by their names, so that a new module is covered on the day it is added.</summary>
internal static partial class House
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(Program).Assembly.Location)!;

    private static readonly ReaderParameters Reader = Reading();

    public static readonly IReadOnlyList<AssemblyDefinition> Modules = [.. Read("Dsr.*.dll")
        .Where(assembly => !assembly.Name.Name.EndsWith(".Contracts", StringComparison.Ordinal) && assembly.Name.Name is not ("Dsr.Shared" or "Dsr.Ui" or "Dsr.Tests" or "Dsr.ArchitectureTests"))];

    public static readonly IReadOnlyList<AssemblyDefinition> Contracts = [.. Read("Dsr.*.Contracts.dll")];

    public static readonly AssemblyDefinition Shared = Read("Dsr.Shared.dll").Single();

    public static readonly AssemblyDefinition Ui = Read("Dsr.Ui.dll").Single();

    public static readonly AssemblyDefinition Host = Read("dsr.dll").Single();

    public static string NameOf(AssemblyDefinition module) => module.Name.Name.Split('.')[1];

    /// <summary>Every type of an assembly, nested ones too: lambdas and async bodies live in them.</summary>
    public static IEnumerable<TypeDefinition> Types(AssemblyDefinition assembly) => assembly.MainModule.Types.SelectMany(WithNested);

    public static IEnumerable<string> Namespaces(AssemblyDefinition assembly) => References(assembly).Select(type => type.Namespace).Distinct(StringComparer.Ordinal);

    /// <summary>Every type that an assembly refers to.</summary>
    public static IEnumerable<TypeReference> References(AssemblyDefinition assembly) => assembly.MainModule.GetTypeReferences();

    /// <summary>Every text literal in the code of an assembly, with where it stands. Constants that are used are literals where they are used.</summary>
    public static IEnumerable<(string Where, string Text)> Literals(AssemblyDefinition assembly)
        => from type in Types(assembly)
           from method in type.Methods
           where method.HasBody
           from instruction in method.Body.Instructions
           where instruction.OpCode == OpCodes.Ldstr
           select ($"{type.FullName}.{method.Name}", (string)instruction.Operand);

    /// <summary>The scripts of a module's migrations.</summary>
    public static IEnumerable<(string Where, string Text)> Scripts(AssemblyDefinition assembly)
        => from resource in assembly.MainModule.Resources.OfType<EmbeddedResource>()
           where resource.Name.EndsWith(".sql", StringComparison.Ordinal)
           select (resource.Name, Encoding.UTF8.GetString(resource.GetResourceData()));

    /// <summary>The tables that a module's migrations create.</summary>
    public static IReadOnlySet<string> Tables(AssemblyDefinition assembly)
        => Scripts(assembly).SelectMany(script => Created().Matches(script.Text)).Select(match => match.Groups["table"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>The full names of a type's bases, nearest first, as far as they are the house's own, and the first beyond.</summary>
    public static IEnumerable<string> Parents(TypeDefinition type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.Scope.Name.StartsWith("Dsr.", StringComparison.Ordinal) || parent is TypeDefinition ? parent.Resolve().BaseType : null) yield return parent.GetElementType().FullName;
    }

    /// <summary>A member as BannedSymbols.txt writes it.</summary>
    public static string Symbol(MemberReference member)
    {
        var type = member.DeclaringType.FullName.Replace('/', '.');
        if (member is not MethodReference method) return $"F:{type}.{member.Name}";
        if (member.Name.StartsWith("get_", StringComparison.Ordinal)) return $"P:{type}.{member.Name[4..]}";
        var parameters = method.Parameters.Count == 0 ? "" : $"({string.Join(',', method.Parameters.Select(parameter => parameter.ParameterType.FullName))})";
        return $"M:{type}.{member.Name.Replace(".ctor", "#ctor", StringComparison.Ordinal)}{parameters}";
    }

    public static Assembly Load(AssemblyDefinition assembly) => Assembly.Load(new AssemblyName(assembly.Name.Name));

    /// <summary>The notifications that a module subscribes to.</summary>
    public static IEnumerable<(TypeDefinition Subscriber, TypeReference Heard)> Subscriptions(AssemblyDefinition module)
        => from type in Types(module)
           from handled in type.Interfaces
           where handled.InterfaceType is GenericInstanceType { ElementType.Name: "INotificationHandler`1" }
           select (type, ((GenericInstanceType)handled.InterfaceType).GenericArguments[0]);

    /// <summary>The repository, for the files that describe the house.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "Dsr.sln"))) folder = folder.Parent;
            return folder.FullName;
        }
    }

    private static IEnumerable<AssemblyDefinition> Read(string pattern)
        => Directory.GetFiles(Folder, pattern).Order(StringComparer.Ordinal).Select(file => AssemblyDefinition.ReadAssembly(file, Reader));

    private static ReaderParameters Reading()
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Folder);
        return new ReaderParameters { AssemblyResolver = resolver };
    }

    [GeneratedRegex(@"create table (if not exists )?(?<table>\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Created();


    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}
