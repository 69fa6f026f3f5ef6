using Dsr.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Dsr.Host.Errors;

/// <summary>The page behind every bare status: what happened, what to do, and what was typed where a form was posted.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class StatusPage(Viewer viewer) : PageModel
{
    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase) { "__RequestVerificationToken", "_key" };

    public int Code { get; private set; }

    public string Action { get; private set; } = "";

    public Viewer Viewer => viewer;

    /// <summary>What was typed, for the pages where a post did not reach its form. Passwords and codes are not shown again.</summary>
    public IReadOnlyList<(string Name, string Value)> Typed { get; private set; } = [];

    public void OnGet(int code) => Show(code);

    public void OnPost(int code)
    {
        Show(code);
        if (code is not (400 or 429 or 503) || !Request.HasFormContentType) return;
        Typed = [.. Request.Form
            .Where(field => !Secrets.Contains(field.Key) && !field.Key.Contains("Password", StringComparison.OrdinalIgnoreCase) && !field.Key.Contains("Code", StringComparison.OrdinalIgnoreCase))
            .SelectMany(field => field.Value.Select(value => (field.Key, value ?? "")))];
    }

    private void Show(int code)
    {
        Code = code is >= 400 and < 600 ? code : 404;
        Response.StatusCode = Code;
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } before) Action = before.OriginalPath;
    }
}
