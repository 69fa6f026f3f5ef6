using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Shared;

/// <summary>Registers the floor.</summary>
public static class FloorRegistration
{
    /// <summary>Adds the database, audit, outbox, jobs and the viewer of each request.</summary>
    public static IServiceCollection AddFloor(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => Database.Open(settings));
        services.AddSingleton<Migrator>();
        services.AddScoped<Db>();
        services.AddScoped<RequestKey>();
        services.AddScoped<Viewer>();
        services.AddScoped<CurrentPerson>();
        services.AddSingleton<AuditQueue>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<AuditChain>();
        services.AddScoped<AuditLog>();
        services.AddSingleton<MailTemplates>();
        services.AddSingleton<OutboxBell>();
        services.AddScoped<SendMail>();
        services.AddSingleton<JobRunner>();
        services.AddScoped<JobLog>();
        services.AddScoped<Facts>();
        services.AddScoped<Backups>();
        services.AddScoped<Doctor>();
        return services;
    }

    /// <summary>Adds what runs beside the requests of a serving process. The audit's queue runs in every process that shows people.</summary>
    public static IServiceCollection AddFloorServices(this IServiceCollection services)
    {
        services.AddHostedService(provider => provider.GetRequiredService<AuditQueue>());
        services.AddHostedService<AuditSealer>();
        services.AddHostedService<MailSender>();
        return services;
    }
}
