using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>Every error once, in the order of the page, each with a link to its control; nothing when there is none.</summary>
[HtmlTargetElement("dsr-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>The view being rendered.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = ViewContext.ViewData.ModelState;
        if (state.ErrorCount == 0)
        {
            output.SuppressOutput();
            return;
        }

        var fields = FieldOrder.Of(ViewContext.HttpContext).Fields.DistinctBy(field => field.Key, StringComparer.OrdinalIgnoreCase).ToList();
        var linked = fields
            .Where(field => state.TryGetValue(field.Key, out var entry) && entry.Errors.Count > 0)
            .Select(field => Item(state[field.Key]!.Errors[0].ErrorMessage, field.Target));
        var others = state
            .Where(entry => !fields.Exists(field => string.Equals(field.Key, entry.Key, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(entry => entry.Value!.Errors)
            .Select(error => Item(error.ErrorMessage, null));
        output.Become(Markup.Tag(
                "div",
                "nhsuk-error-summary",
                Markup.Tag(
                        "div",
                        null,
                        Markup.Tag("h2", "nhsuk-error-summary__heading", Markup.Text("There is a problem")),
                        Markup.Tag("div", "nhsuk-error-summary__body", Markup.Tag("ul", "nhsuk-list nhsuk-error-summary__list", linked.Concat(others))))
                    .With("role", "alert"))
            .With("data-module", "nhsuk-error-summary"));
    }

    private static TagBuilder Item(string message, string? target)
    {
        IHtmlContent words = Markup.Text(message.Length == 0 ? "Check your answers" : message);
        return Markup.Tag("li", null, target is null ? words : Markup.Tag("a", null, words).With("href", "#" + target));
    }
}
