using Dsr.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Dsr.Host;

/// <summary>Start-up fails when an endpoint carries neither a named permission nor a place on the short anonymous list (house.md, "Who may see whom").</summary>
internal static class EndpointCheck
{
    /// <summary>Routes that anyone may call. A page that is not here and says [AllowAnonymous] stops the start.</summary>
    public static readonly IReadOnlySet<string> Anonymous = new HashSet<string>(StringComparer.Ordinal)
    {
        "", "about", "ratings", "privacy", "urgent-help", "professional", "contact", "accessibility", "cookies", "terms", "area",
        "log-in", "log-in/code", "log-out", "invite/{token}", "continue-as", "session/remaining",
        "status/{code}", "health/live", "health/ready",
    };

    public static void EveryEndpointSaysWhoMayCallIt(WebApplication app)
    {
        var silent = app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => !IsStaticFile(endpoint) && !SaysWho(endpoint))
            .Select(endpoint => endpoint.RoutePattern.RawText)
            .ToList();
        if (silent.Count > 0) throw new InvalidOperationException("These endpoints carry neither a permission nor a place on the anonymous list: " + string.Join(", ", silent));
    }

    public static bool IsStaticFile(RouteEndpoint endpoint) => endpoint.Metadata.Any(item => item.GetType().Name == "StaticAssetDescriptor");

    private static bool SaysWho(RouteEndpoint endpoint)
        => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            ? Anonymous.Contains(endpoint.RoutePattern.RawText!.Trim('/'))
            : endpoint.Metadata.GetMetadata<NeedsAttribute>() is not null;
}
