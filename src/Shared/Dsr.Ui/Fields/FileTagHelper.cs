using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>A file to send; the form needs the multipart switch.</summary>
[HtmlTargetElement("dsr-file", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FileTagHelper : FieldTagHelper
{
    /// <summary>The kinds offered, such as ".csv".</summary>
    public string? Accept { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Register();
        var input = Markup.Void("input", "nhsuk-file-upload__input")
            .With("id", Id).With("name", Name).With("type", "file").With("accept", Accept).With("aria-describedby", DescribedBy());
        output.Become(
            Group("nhsuk-file-upload", LabelTag(context), HintTag(), ErrorTag(), input).With("data-module", "nhsuk-file-upload"),
            input);
    }
}
