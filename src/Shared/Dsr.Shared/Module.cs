using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Shared;

/// <summary>A module of the house: its one public type. Subscribers, validators, jobs, verbs and demonstrations inside it are found by convention.</summary>
public abstract class Module
{
    /// <summary>The module's name, from its assembly: <c>Rating</c> of <c>Dsr.Rating</c>.</summary>
    public string Name => Assembly.GetName().Name!.Split('.')[^1];

    internal Assembly Assembly => GetType().Assembly;

    /// <summary>Registers what convention does not find.</summary>
    public virtual void AddServices(IServiceCollection services, Settings settings)
    {
    }

    /// <summary>Reads the module's section of every area profile, so that a fault stops the start and not somebody's page.</summary>
    public virtual void CheckAreas(Areas areas)
    {
    }

    /// <summary>Maps endpoints that are not pages.</summary>
    public virtual void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

/// <summary>The composition of modules, called by the host.</summary>
public static class ModuleRegistration
{
    /// <summary>Adds the modules and everything of theirs that is found by convention.</summary>
    public static IServiceCollection AddModules(this IServiceCollection services, Settings settings, params Module[] modules)
    {
        services.AddSingleton<IReadOnlyList<Module>>(modules);
        services.AddTransient<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddTransient<IMediator, Mediator>();

        services.Scan(scan => scan
            .FromAssemblies(modules.Select(module => module.Assembly).Append(typeof(Module).Assembly))
            .AddClasses(types => types.AssignableTo(typeof(INotificationHandler<>)), publicOnly: false).AsImplementedInterfaces(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(INotificationHandler<>)).WithTransientLifetime()
            .AddClasses(types => types.AssignableTo(typeof(IValidator<>)), publicOnly: false).AsImplementedInterfaces(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IValidator<>)).WithScopedLifetime()
            .AddClasses(types => types.AssignableTo<IRecurringJob>(), publicOnly: false).As<IRecurringJob>().WithScopedLifetime()
            .AddClasses(types => types.AssignableTo<ICommandVerb>(), publicOnly: false).As<ICommandVerb>().WithScopedLifetime()
            .AddClasses(types => types.AssignableTo<IDemonstration>(), publicOnly: false).As<IDemonstration>().WithScopedLifetime());

        foreach (var module in modules)
            module.AddServices(services, settings);
        return services;
    }
}

/// <summary>A verb of the program that a module brings (contract.md, "The program").</summary>
public interface ICommandVerb
{
    /// <summary>The word on the command line: <c>import</c>.</summary>
    string Name { get; }

    /// <summary>One line of help.</summary>
    string Usage { get; }

    /// <summary>Runs it with the words after the verb; answers the exit code (0 done, 1 found a problem, 2 usage, 69 unavailable, 75 try again, 78 configuration).</summary>
    Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken);
}

/// <summary>What a module adds to a demonstration (contract.md, "Demonstration data"). Made-up people only.</summary>
public interface IDemonstration
{
    /// <summary>Modules load in this order: organisations and users 10, people 20, meetings 30.</summary>
    int Order { get; }

    /// <summary>Loads one area's part through the module's own acts.</summary>
    Task LoadAsync(Area area, CancellationToken cancellationToken);
}
