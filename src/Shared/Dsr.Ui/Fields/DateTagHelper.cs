using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>A date in three boxes.</summary>
[HtmlTargetElement("dsr-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTagHelper : FieldTagHelper
{
    /// <summary>"bday" for the reader's own date of birth.</summary>
    public string? Autocomplete { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var wrong = Error is null ? DateParts.None : DateBinder.WrongParts(ViewContext.HttpContext, Name);
        var first = wrong.HasFlag(DateParts.Day) || wrong is DateParts.None ? "day" : wrong.HasFlag(DateParts.Month) ? "month" : "year";
        Register($"{Id}-{first}");
        var model = For.Model as DateOnly?;
        var boxes = Markup.Tag(
                "div",
                "nhsuk-date-input",
                Part("Day", 2, model?.Day, wrong.HasFlag(DateParts.Day)),
                Part("Month", 2, model?.Month, wrong.HasFlag(DateParts.Month)),
                Part("Year", 4, model?.Year, wrong.HasFlag(DateParts.Year)))
            .With("id", Id);
        output.Become(Group(null, Fieldset(context, "group", HintTag(), ErrorTag(), boxes)));
    }

    private TagBuilder Part(string part, int width, int? value, bool wrong)
    {
        var id = $"{Id}-{part.ToLowerInvariant()}";
        var typed = ViewContext.ViewData.ModelState.TryGetValue($"{Name}.{part}", out var entry) && entry.AttemptedValue is { } attempted
            ? attempted
            : value?.ToString(CultureInfo.InvariantCulture);
        return Markup.Tag("div", "nhsuk-date-input__item", Markup.Tag(
            "div",
            Markup.Css("nhsuk-form-group", wrong ? "nhsuk-form-group--error" : null),
            Markup.Tag("label", "nhsuk-label nhsuk-date-input__label", Markup.Text(part)).With("for", id),
            Markup.Void("input", Markup.Css("nhsuk-input", wrong ? "nhsuk-input--error" : null, $"nhsuk-input--width-{width}", "nhsuk-date-input__input"))
                .With("id", id).With("name", $"{Name}.{part}").With("type", "text").With("inputmode", "numeric")
                .With("value", string.IsNullOrEmpty(typed) ? null : typed)
                .With("autocomplete", Autocomplete is null ? null : $"{Autocomplete}-{part.ToLowerInvariant()}")));
    }
}
