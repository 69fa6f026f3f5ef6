using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Dsr.Ui;

/// <summary>What a form was about was finished or closed while it was being filled in: its page is no more, and what was typed is shown to be copied.</summary>
public static class Gone
{
    internal static IActionResult Answer(PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status409Conflict;
        var form = page.Request.Form;
        var typed = (Opened.Of(page.Request)?.Fields ?? [])
            .Select(field => (field.Label, Value: form.TryGetValue(field.Name, out var value) ? string.Join(", ", value.ToArray()) : Date(form, field.Name)))
            .Where(field => field.Label.Length > 0 && field.Value.Trim().Length > 0)
            .ToList();
        return new ViewResult { ViewName = "/Shell/Gone.cshtml", StatusCode = StatusCodes.Status409Conflict, ViewData = new ViewDataDictionary<IReadOnlyList<(string Label, string Value)>>(page.ViewData, typed) };
    }

    private static string Date(IFormCollection form, string name) => string.Join(' ', new[] { "Day", "Month", "Year" }.Select(part => form[$"{name}.{part}"].ToString()));
}
