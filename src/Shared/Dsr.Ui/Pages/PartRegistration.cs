using Dsr.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Ui;

/// <summary>Finds the parts that modules contribute to the host's shells.</summary>
public static class PartRegistration
{
    /// <summary>Adds every <see cref="IPersonPart"/>, <see cref="IHomePart"/>, <see cref="IPublicPart"/> and <see cref="IEntryPart"/> of the modules.</summary>
    public static IServiceCollection AddModuleParts(this IServiceCollection services, IEnumerable<Module> modules)
        => services.Scan(scan => scan
            .FromAssemblies(modules.Select(module => module.GetType().Assembly))
            .AddClasses(types => types.AssignableTo<IPersonPart>(), publicOnly: false).As<IPersonPart>().WithScopedLifetime()
            .AddClasses(types => types.AssignableTo<IHomePart>(), publicOnly: false).As<IHomePart>().WithScopedLifetime()
            .AddClasses(types => types.AssignableTo<IPublicPart>(), publicOnly: false).As<IPublicPart>().WithScopedLifetime()
            .AddClasses(types => types.AssignableTo<IEntryPart>(), publicOnly: false).As<IEntryPart>().WithScopedLifetime());
}
