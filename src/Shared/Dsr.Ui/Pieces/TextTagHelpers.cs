using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>A rating as word, shape and colour.</summary>
[HtmlTargetElement("dsr-rating", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RatingTagHelper : TagHelper
{
    /// <summary>red, amber, green, blue; anything else is "Not rated".</summary>
    public string? Colour { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(Chip(Colour));

    internal static TagBuilder Chip(string? colour)
    {
        var (key, word, shape) = colour?.ToLowerInvariant() switch
        {
            "red" => ("red", "Red", Markup.Tag("path").With("d", "M5 0h6l5 5v6l-5 5H5l-5-5V5z")),
            "amber" => ("amber", "Amber", Markup.Tag("path").With("d", "M8 1l8 14H0z")),
            "green" => ("green", "Green", Markup.Tag("circle").With("cx", "8").With("cy", "8").With("r", "8")),
            "blue" => ("blue", "Blue", Markup.Tag("path").With("d", "M1 1h14v14H1z")),
            _ => ("none", "Not rated", null),
        };
        var svg = shape is null
            ? null
            : Markup.Tag("svg", null, shape).With("viewBox", "0 0 16 16").With("aria-hidden", "true").With("focusable", "false");
        return Markup.Tag("span", $"dsr-rating dsr-rating--{key}", svg, Markup.Text(word));
    }
}

/// <summary>A status word; never a link, never the name of a colour.</summary>
[HtmlTargetElement("dsr-tag")]
public sealed class TagTagHelper : TagHelper
{
    /// <summary>white, grey, green, aqua-green, blue, purple, pink, red, orange, yellow; none for plain words.</summary>
    public string? Colour { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Markup.Tag("strong", Css(Colour), await output.GetChildContentAsync()));

    internal static string Css(string? colour) => colour switch
    {
        null or "" => "nhsuk-tag",
        "none" => "nhsuk-tag nhsuk-tag--no-colour nhsuk-tag--no-border nhsuk-u-font-weight-normal",
        _ => $"nhsuk-tag nhsuk-tag--{colour}",
    };
}

/// <summary>An NHS number in 3 3 4, on one line.</summary>
[HtmlTargetElement("dsr-nhs-number", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsNumberTagHelper : TagHelper
{
    /// <summary>The number as stored.</summary>
    public string? Value { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become(string.IsNullOrWhiteSpace(Value)
            ? MissingTagHelper.Words("Not known")
            : Markup.Tag("span", "nhsuk-u-nowrap", Markup.Text(Dsr.Ui.Words.NhsNumber(Value))));
}

/// <summary>A date in words; "Not known" when there is none.</summary>
[HtmlTargetElement("dsr-date-text", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTextTagHelper : TagHelper
{
    /// <summary>The date.</summary>
    public DateOnly? Value { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Value is { } date
            ? Markup.Tag("time", null, Markup.Text(Dsr.Ui.Words.Date(date)))
                .With("datetime", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : MissingTagHelper.Words("Not known"));
}

/// <summary>What stands where there is nothing to show.</summary>
[HtmlTargetElement("dsr-missing")]
public sealed class MissingTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Become(content.IsEmptyOrWhiteSpace
            ? Words("Not known")
            : Markup.Tag("span", "nhsuk-u-secondary-text-colour", content));
    }

    internal static TagBuilder Words(string text) => Markup.Tag("span", "nhsuk-u-secondary-text-colour", Markup.Text(text));
}

/// <summary>Text set apart.</summary>
[HtmlTargetElement("dsr-inset")]
public sealed class InsetTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Markup.Tag("div", "nhsuk-inset-text", Markup.Hidden("Information: "), await output.GetChildContentAsync()));
}

/// <summary>More for those who want it.</summary>
[HtmlTargetElement("dsr-details")]
public sealed class DetailsTagHelper : TagHelper
{
    /// <summary>The words to press.</summary>
    public string Summary { get; set; } = "";

    /// <summary>The boxed look.</summary>
    public bool Expander { get; set; }

    /// <summary>Starts open.</summary>
    public bool Open { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Of(Summary, await output.GetChildContentAsync(), Expander).When(Open, "open"));

    internal static TagBuilder Of(string summary, Microsoft.AspNetCore.Html.IHtmlContent content, bool expander = false) =>
        Markup.Tag(
            "details",
            Markup.Css("nhsuk-details", expander ? "nhsuk-expander" : null),
            Markup.Tag("summary", "nhsuk-details__summary", Markup.Tag("span", "nhsuk-details__summary-text", Markup.Text(summary))),
            Markup.Tag("div", "nhsuk-details__text", content));
}

/// <summary>The last page of a journey, or with the interruption switch a page that stops the reader.</summary>
[HtmlTargetElement("dsr-panel")]
public sealed class PanelTagHelper : TagHelper
{
    /// <summary>The page's h1.</summary>
    public string Heading { get; set; } = "";

    /// <summary>Asks the reader to stop and think.</summary>
    public bool Interruption { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Markup.Tag(
            "div",
            Markup.Css("nhsuk-panel", Interruption ? "nhsuk-panel--interruption" : null),
            Markup.Tag("h1", Markup.Css("nhsuk-panel__heading", Interruption ? "nhsuk-panel__heading--l" : null), Markup.Text(Heading)),
            Markup.Tag("div", "nhsuk-panel__body", await output.GetChildContentAsync())));
}

/// <summary>A banner at the top of a page.</summary>
[HtmlTargetElement("dsr-notification")]
public sealed class NotificationTagHelper : TagHelper
{
    /// <summary>success or information.</summary>
    public string Kind { get; set; } = "information";

    /// <summary>What happened.</summary>
    public string? Heading { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        const string TitleId = "nhsuk-notification-banner-title";
        var success = Kind is "success";
        var content = await output.GetChildContentAsync();
        var heading = Heading is null
            ? null
            : Markup.Tag(content.IsEmptyOrWhiteSpace ? "p" : "h3", "nhsuk-notification-banner__heading", Markup.Text(Heading));
        output.Become(Markup.Tag(
                "div",
                Markup.Css("nhsuk-notification-banner", success ? "nhsuk-notification-banner--success" : null),
                Markup.Tag(
                    "div",
                    "nhsuk-notification-banner__header",
                    Markup.Tag("h2", "nhsuk-notification-banner__title", Markup.Text(success ? "Success" : "Important")).With("id", TitleId)),
                Markup.Tag("div", "nhsuk-notification-banner__content", heading, content))
            .With("data-module", "nhsuk-notification-banner")
            .With("role", success ? "alert" : "region")
            .With("aria-labelledby", TitleId));
    }
}

/// <summary>A wide table that scrolls by itself on small screens.</summary>
[HtmlTargetElement("dsr-scroll")]
public sealed class ScrollTagHelper : TagHelper
{
    /// <summary>What is inside, for those who do not see it.</summary>
    public string Label { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Markup.Tag(
                "div",
                "nhsuk-scroll",
                Markup.Tag("div", "nhsuk-scroll__content", await output.GetChildContentAsync())
                    .With("role", "region").With("aria-label", Label).With("tabindex", "0"))
            .With("data-module", "nhsuk-scroll"));
}
