using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>A box for several lines; with a maximum it counts the characters.</summary>
[HtmlTargetElement("dsr-textarea", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextareaTagHelper : FieldTagHelper
{
    /// <summary>The most characters the validator allows.</summary>
    public int? Max { get; set; }

    /// <summary>Height in lines.</summary>
    public int Rows { get; set; } = 5;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Register();
        var info = Max is null ? null : Id + "-info";
        // a browser drops one newline after <textarea>, so a text that starts with one needs one more
        var text = Value.StartsWith('\n') || Value.StartsWith("\r\n", StringComparison.Ordinal) ? "\n" + Value : Value;
        var area = Markup.Tag(
                "textarea",
                Markup.Css("nhsuk-textarea", Error is null ? null : "nhsuk-textarea--error", Max is null ? null : "nhsuk-js-character-count"),
                Markup.Text(text))
            .With("id", Id).With("name", Name).With("rows", Rows.ToString(CultureInfo.InvariantCulture))
            .With("aria-describedby", DescribedBy(info));
        if (Max is not { } max)
        {
            output.Become(Group(null, LabelTag(context), HintTag(), ErrorTag(), area), area);
            return;
        }

        var count = Markup.Tag(
                "div",
                "nhsuk-hint nhsuk-character-count__message",
                Markup.Text($"You can enter up to {Words.Number(max)} characters"))
            .With("id", info);
        var group = Group("nhsuk-character-count", LabelTag(context), HintTag(), ErrorTag(), area, count)
            .With("data-module", "nhsuk-character-count").With("data-maxlength", max.ToString(CultureInfo.InvariantCulture));
        output.Become(group, area);
    }
}
