using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>A list to choose one from; radios are better up to about ten.</summary>
[HtmlTargetElement("dsr-select", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectTagHelper : FieldTagHelper
{
    /// <summary>The choices, the empty first one included.</summary>
    public IEnumerable<SelectListItem> Options { get; set; } = [];

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Register();
        foreach (var option in Options) field.Choices[option.Value ?? option.Text] = option.Text;
        var decided = State?.AttemptedValue is not null || For.Model is not null;
        var select = Markup.Tag(
                "select",
                Markup.Css("nhsuk-select", Error is null ? null : "nhsuk-select--error"),
                Options.Select(option => Markup.Tag("option", null, Markup.Text(option.Text))
                    .With("value", option.Value ?? option.Text)
                    .When(decided ? string.Equals(option.Value ?? option.Text, Value, StringComparison.OrdinalIgnoreCase) : option.Selected, "selected")
                    .When(option.Disabled, "disabled")))
            .With("id", Id).With("name", Name).With("aria-describedby", DescribedBy());
        output.Become(Group(null, LabelTag(context), HintTag(), ErrorTag(), select), select);
    }
}
