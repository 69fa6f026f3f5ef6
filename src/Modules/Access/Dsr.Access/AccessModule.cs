using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Access;

/// <summary>The Access module: organisations and their agreements, users, sign-in, and who may see whom.</summary>
public sealed class AccessModule : Module
{
    /// <inheritdoc />
    public override void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddAuthentication(SessionHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
        // what is no page at all is not found, for anybody; every page says for itself who may see it
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.User.Identity is { IsAuthenticated: true } || context.Resource is HttpContext http && http.GetEndpoint() is null)
            .Build());
        services.AddScoped<IAuthorizationHandler, NeedsHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusal>();
        services.AddScoped<OpenSession>();
        services.AddScoped<Sessions>();
        services.AddScoped<CodeTicket>();
        services.AddScoped<KnownDevice>();
        services.AddScoped<DemoUsers>();
        services.AddSingleton<TotpSecrets>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Throttle>();
        services.AddScoped<AuditLines>();
        services.AddScoped<IWhoChanged, WhoChanged>();
        services.AddSingleton(new NavItem("Audit", "/audit", 60, Roles.Auditor));
        services.AddSingleton(new NavItem("Admin", "/admin", 70, Roles.Administrator));
        services.AddSingleton(new NavItem("My organisation", "/admin/users", 70, Roles.OrganisationAdministrator));
        services.AddSingleton(new AdminLink("Users", "/admin/users", "Invite users, change their roles, end their access", 10, Roles.Administrator + "," + Roles.OrganisationAdministrator));
        services.AddSingleton(new AdminLink("Organisations and agreements", "/admin/organisations", "Who signed the information sharing agreement, from when, until when", 20, Roles.Administrator));
        services.AddSingleton(new PersonTab("Access log", "access-log", 90, Roles.Team));
        if (settings.Demonstration) services.Configure<MvcOptions>(mvc => mvc.Filters.Add<DemoBarFilter>());
    }

    /// <inheritdoc />
    public override void MapEndpoints(IEndpointRouteBuilder routes) => SessionEndpoints.Map(routes);

    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<AccessArea>("access");
}
