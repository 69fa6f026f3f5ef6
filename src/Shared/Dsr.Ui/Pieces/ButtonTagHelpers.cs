using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>A button, or with an address a link that looks like one.</summary>
[HtmlTargetElement("dsr-button")]
public sealed class ButtonTagHelper : TagHelper
{
    /// <summary>secondary, warning or reverse; the page's one main act without it.</summary>
    public string? Kind { get; set; }

    /// <summary>The smaller size.</summary>
    public bool Small { get; set; }

    /// <summary>Where a link goes.</summary>
    public string? Href { get; set; }

    /// <summary>submit or button.</summary>
    public string Type { get; set; } = "submit";

    /// <summary>The field it posts.</summary>
    public string? Name { get; set; }

    /// <summary>What it posts.</summary>
    public string? Value { get; set; }

    /// <summary>False where a second press within a second is meant.</summary>
    public bool PreventDoubleClick { get; set; } = true;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var css = Markup.Css("nhsuk-button", Kind is null ? null : $"nhsuk-button--{Kind}", Small ? "nhsuk-button--small" : null);
        var content = await output.GetChildContentAsync();
        output.Become(Href is null
            ? Markup.Tag("button", css, content)
                .With("data-module", "nhsuk-button").With("type", Type).With("name", Name).With("value", Value)
                .When(PreventDoubleClick && Type is "submit", "data-prevent-double-click", "true")
            : Markup.Tag("a", css, content)
                .With("data-module", "nhsuk-button").With("href", Href).With("role", "button").With("draggable", "false"));
    }
}

/// <summary>Buttons and links in one row.</summary>
[HtmlTargetElement("dsr-button-group")]
public sealed class ButtonGroupTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Markup.Tag("div", "nhsuk-button-group", await output.GetChildContentAsync()));
}
