using Dsr.Shared;

namespace Dsr.Host.Commands;

/// <summary>Every endpoint, its methods, its permission and who has it, as CSV.</summary>
internal sealed class AuthzVerb(IEnumerable<EndpointDataSource> sources) : ICommandVerb
{
    public string Name => "authz";

    public string Usage => "authz dump";

    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not ["dump"])
        {
            await output.WriteLineAsync("Usage: dsr " + Usage);
            return 2;
        }
        await output.WriteLineAsync("route,methods,permission,roles");
        foreach (var line in Lines(sources)) await output.WriteLineAsync(line);
        return 0;
    }

    public static IEnumerable<string> Lines(IEnumerable<EndpointDataSource> sources)
        => sources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => !EndpointCheck.IsStaticFile(endpoint))
            .Select(endpoint =>
            {
                var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>();
                var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods.Count: > 0 } only ? string.Join(' ', only.HttpMethods) : "GET POST";
                return $"/{endpoint.RoutePattern.RawText?.Trim('/')},{methods},{needs?.Permission ?? "anonymous"},{(needs is null ? "anyone" : string.Join(' ', needs.RoleList))}";
            })
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
}
