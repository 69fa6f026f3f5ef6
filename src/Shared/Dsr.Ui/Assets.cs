using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Dsr.Ui;

/// <summary>Where a static file is: under a name that changes with its content, so that browsers keep it for good.</summary>
internal static class Assets
{
    /// <summary>The address of a file, as <c>lib/dsr.css</c>.</summary>
    internal static string Address(HttpContext context, string file)
        => context.Request.PathBase + "/" + (context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[file] ?? file);
}
