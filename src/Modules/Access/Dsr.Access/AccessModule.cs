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
        services.AddScoped<DemoUsers>();
        services.AddSingleton<TotpSecrets>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Throttle>();
        if (settings.Demonstration) services.Configure<MvcOptions>(mvc => mvc.Filters.Add<DemoBarFilter>());
    }

    /// <inheritdoc />
    public override void MapEndpoints(IEndpointRouteBuilder routes) => SessionEndpoints.Map(routes);

    /// <inheritdoc />
    public override void CheckAreas(Areas areas) => areas.Check<AccessArea>("access");
}
