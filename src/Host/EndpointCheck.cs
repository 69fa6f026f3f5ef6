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
        "consent/{token}", "easy/consent/{token}", "stop", "easy/stop", "my-entry/{token}", "easy/my-entry/{token}",
        "log-in", "log-in/code", "log-out", "invite/{token}", "continue-as", "session/remaining",
        "self-referral", "self-referral/{id:guid}/{step}", "self-referral/{id:guid}/help", "self-referral/{id:guid}/code", "self-referral/{id:guid}/save", "self-referral/{id:guid}/check",
        "self-referral/{id:guid}/sent", "self-referral/resume/{token}", "self-referral/leave", "track", "track/{token}", "easy", "easy/{topic}",
        "easy/self-referral", "easy/self-referral/{id:guid}/{step}", "easy/self-referral/{id:guid}/help", "easy/self-referral/{id:guid}/code", "easy/self-referral/{id:guid}/save",
        "easy/self-referral/{id:guid}/check", "easy/self-referral/{id:guid}/sent",
        "contact/question", "feedback", "easy/feedback", "complaints", "easy/complaints", "professional/training", "contact/sent/{id:guid}", "easy/sent/{id:guid}",
        "status/{code:int}", "health/live", "health/ready",
    };

    public static void EveryEndpointSaysWhoMayCallIt(WebApplication app)
    {
        // the sources of the services are empty until the program listens: those that were mapped are here
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(endpoint => !IsStaticFile(endpoint)).ToList();
        if (endpoints.Count == 0) throw new InvalidOperationException("No endpoint was found to ask who may call it.");
        var silent = endpoints.Where(endpoint => !SaysWho(endpoint)).Select(endpoint => endpoint.RoutePattern.RawText).Distinct(StringComparer.Ordinal).ToList();
        if (silent.Count > 0) throw new InvalidOperationException("These endpoints carry neither [Needs] nor [AllowAnonymous] with a place on the list of EndpointCheck: " + string.Join(", ", silent));
    }

    // the second is the platform's own, in Development alone, for files that came since the build
    public static bool IsStaticFile(RouteEndpoint endpoint) => endpoint.Metadata.Any(item => item.GetType().Name == "StaticAssetDescriptor") || endpoint.RoutePattern.RawText == "{**path:file}";

    private static bool SaysWho(RouteEndpoint endpoint)
        => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            ? Anonymous.Contains(endpoint.RoutePattern.RawText!.Trim('/'))
            : endpoint.Metadata.GetMetadata<NeedsAttribute>() is not null;
}
