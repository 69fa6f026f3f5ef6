using Dsr.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Dsr.Ui;

/// <summary>A page that loads what it shows. Called before a GET's handler, and before the page is shown again after a POST.</summary>
public interface ILoads
{
    /// <summary>Loads; false answers 404.</summary>
    Task<bool> LoadAsync(CancellationToken cancellationToken);
}

/// <summary>The answers that a handler gives.</summary>
public static class PageResults
{
    /// <summary>Done and durable: 303 to where the user goes next, with a banner that says what was done. The banner names nobody: it travels in a cookie.</summary>
    public static IActionResult Done(this PageModel page, string banner, string next)
    {
        page.TempData["Done"] = banner;
        return page.SeeOther(next);
    }

    /// <summary>303 to where the user goes next.</summary>
    public static IActionResult SeeOther(this PageModel page, string next)
    {
        page.Response.Headers.Location = Local(next);
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }

    /// <summary>The page again with this error at this field (or none, for the page as a whole), 422, everything typed kept.</summary>
    public static IActionResult Invalid(this PageModel page, string field, string error)
    {
        page.ModelState.AddModelError(field, error);
        return page.Page();
    }

    /// <summary>The page again, 409: somebody changed it first. The page shows what changed beside what was typed.</summary>
    public static IActionResult Lost(this PageModel page, params IReadOnlyList<LostChange> changes)
    {
        page.ViewData["Lost"] = changes;
        page.Response.StatusCode = StatusCodes.Status409Conflict;
        return page.Page();
    }

    private static string Local(string next)
        => next.StartsWith('/') && !next.StartsWith("//", StringComparison.Ordinal) && !next.StartsWith("/\\", StringComparison.Ordinal) ? next : Links.Home;
}

/// <summary>A field that somebody else changed while this user was working: what it is now, and what the user typed.</summary>
public sealed record LostChange(string Field, string Now, string Yours)
{
    /// <summary>What it was when the form was opened; null where that is not known.</summary>
    public string? Opened { get; init; }
}
