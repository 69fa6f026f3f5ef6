using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Access;

/// <summary>
/// How a refusal looks: a person out of scope answers as one who does not exist, an ended agreement by its own page in place of the one asked for,
/// a role without the permission by 403. Each is in the audit before the answer leaves.
/// </summary>
internal sealed class Refusal : IAuthorizationMiddlewareResultHandler
{
    public const string Role = "role";
    public const string Agreement = "agreement";
    public const string Person = "person";

    private readonly AuthorizationMiddlewareResultHandler _platform = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var why = authorizeResult.Forbidden ? authorizeResult.AuthorizationFailure?.FailureReasons.FirstOrDefault()?.Message : null;
        if (why is not null)
        {
            var permission = context.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>()?.Permission ?? "page";
            await context.RequestServices.GetRequiredService<AuditTrail>().DeniedAsync(permission, context.Features.Get<NeedsHandler.AskedFor>()?.PersonId);
        }

        switch (why)
        {
            case Person:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            case Agreement when AgreementPage(context) is { } page:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                context.SetEndpoint(page);
                context.Request.RouteValues = new RouteValueDictionary { ["page"] = "/Access/AgreementEnded/AgreementEnded" };
                await next(context);
                return;
            default:
                await _platform.HandleAsync(next, context, policy, authorizeResult);
                return;
        }
    }

    private static RouteEndpoint? AgreementPage(HttpContext context)
        => context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().FirstOrDefault(endpoint => endpoint.RoutePattern.RawText == "agreement-ended");
}
