using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>What every field shares: its id, label, hint, error, and what was typed.</summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The view being rendered.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The property the field binds to.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>The label, or the legend of a group.</summary>
    public string? Label { get; set; }

    /// <summary>Help under the label.</summary>
    public string? Hint { get; set; }

    /// <summary>True when the label is the page's question and so its h1.</summary>
    public bool Heading { get; set; }

    /// <summary>xl, l, m, s or none; l for a heading, else s (none inside a choice).</summary>
    public string? Size { get; set; }

    private protected string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private protected string Id => TagBuilder.CreateSanitizedId(Name, "-");

    private protected ModelStateEntry? State => ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) ? entry : null;

    private protected string? Error => State?.Errors.Count > 0 ? State.Errors[0].ErrorMessage : null;

    private protected string Value => State?.AttemptedValue ?? Plain(For.Model);

    private protected static string Plain(object? value) => value as string ?? FieldValue.Plain(value);

    private protected RenderedField Register(string? target = null)
    {
        var field = new RenderedField(Name, target ?? Id, Label ?? "", FieldValue.Plain(For.Model));
        FieldOrder.Of(ViewContext.HttpContext).Fields.Add(field);
        return field;
    }

    private protected TagBuilder Group(string? css, params IEnumerable<IHtmlContent?> children) =>
        Markup.Tag("div", Markup.Css("nhsuk-form-group", Error is null ? null : "nhsuk-form-group--error", css), children);

    private protected IHtmlContent? LabelTag(TagHelperContext context)
    {
        if (Label is null)
        {
            return null;
        }

        var label = Markup.Tag("label", Sized("nhsuk-label", context), Markup.Text(Label)).With("for", Id);
        return Heading ? Markup.Tag("h1", "nhsuk-label-wrapper", label) : label;
    }

    private protected TagBuilder? HintTag() =>
        Hint is null ? null : Markup.Tag("div", "nhsuk-hint", Markup.Text(Hint)).With("id", Id + "-hint");

    private protected TagBuilder? ErrorTag() =>
        Error is null ? null : Markup.Tag("span", "nhsuk-error-message", Markup.Hidden("Error: "), Markup.Text(Error)).With("id", Id + "-error");

    private protected string? DescribedBy(string? first = null)
    {
        var ids = Markup.Css(first, Hint is null ? null : Id + "-hint", Error is null ? null : Id + "-error");
        return ids.Length == 0 ? null : ids;
    }

    private protected TagBuilder Fieldset(TagHelperContext context, string? role, params IEnumerable<IHtmlContent?> children)
    {
        var words = Markup.Text(Label);
        var legend = Markup.Tag(
            "legend",
            Sized("nhsuk-fieldset__legend", context),
            Heading ? Markup.Tag("h1", "nhsuk-fieldset__heading", words) : words);
        return Markup.Tag("fieldset", "nhsuk-fieldset", [legend, .. children])
            .With("role", role).With("aria-describedby", DescribedBy());
    }

    private string Sized(string css, TagHelperContext context)
    {
        var size = Size ?? (Heading ? "l" : context.Find<Choice>() is null ? "s" : "none");
        return size is "none" ? css : $"{css} {css}--{size}";
    }
}

/// <summary>Marks what stands inside the conditional part of a radio or checkbox.</summary>
internal sealed class Choice;
