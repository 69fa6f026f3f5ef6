using System.Reflection;
using Dsr.Shared;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Dsr.ArchitectureTests;

/// <summary>The assemblies of the house as they were built, found by their names, so that a new module is covered on the day it is added.</summary>
internal static class House
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(Program).Assembly.Location)!;

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
        => Directory.GetFiles(Folder, pattern).Order(StringComparer.Ordinal).Select(AssemblyDefinition.ReadAssembly);

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}
