using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>A one-line text box; with type="password" the box with a Show button.</summary>
[HtmlTargetElement("dsr-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InputTagHelper : FieldTagHelper
{
    /// <summary>text, email, tel, password, search.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Room for so many characters: 2, 3, 4, 5, 10, 20, 30.</summary>
    public int? Width { get; set; }

    /// <summary>The on-screen keyboard, such as numeric.</summary>
    public string? Inputmode { get; set; }

    /// <summary>What a browser may fill in.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Digits set apart, for numbers that are read out.</summary>
    public bool Code { get; set; }

    /// <summary>False for names, codes and addresses.</summary>
    public bool? Spellcheck { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Register();
        var secret = Type is "password";
        var input = Markup.Void("input", Markup.Css(
                "nhsuk-input",
                Code ? "nhsuk-input--code" : null,
                Error is null ? null : "nhsuk-input--error",
                Width is { } width ? $"nhsuk-input--width-{width}" : null,
                secret ? "nhsuk-password-input__input nhsuk-js-password-input-input" : null))
            .With("id", Id).With("name", Name).With("type", Type)
            .With("value", secret || Value.Length == 0 ? null : Value)
            .With("inputmode", Inputmode)
            .With("spellcheck", Spellcheck ?? !(Code || secret || Type is "email") ? null : "false")
            .With("autocomplete", Autocomplete ?? (secret ? "current-password" : null))
            .With("autocapitalize", secret ? "none" : null)
            .With("aria-describedby", DescribedBy());
        var group = secret
            ? Group("nhsuk-password-input", LabelTag(context), HintTag(), ErrorTag(), Markup.Tag("div", "nhsuk-input-wrapper", input, ShowButton()))
                .With("data-module", "nhsuk-password-input")
            : Group(null, LabelTag(context), HintTag(), ErrorTag(), input);
        output.Become(group, input);
    }

    private TagBuilder ShowButton() =>
        Markup.Tag(
                "button",
                "nhsuk-button nhsuk-button--secondary nhsuk-button--small nhsuk-password-input__toggle nhsuk-js-password-input-toggle",
                Markup.Text("Show"))
            .With("data-module", "nhsuk-button").With("type", "button").With("aria-label", "Show password")
            .With("aria-controls", Id).With("hidden", "");
}
