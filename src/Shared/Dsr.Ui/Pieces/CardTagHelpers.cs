using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>What a card collects from inside itself.</summary>
internal sealed class CardScope
{
    internal required string? Heading { get; init; }

    internal List<TagBuilder> Actions { get; } = [];
}

/// <summary>A box with a heading.</summary>
[HtmlTargetElement("dsr-card")]
public sealed class CardTagHelper : TagHelper
{
    /// <summary>The heading.</summary>
    public string? Heading { get; set; }

    /// <summary>Heading level 2 to 6.</summary>
    public int Level { get; set; } = 2;

    /// <summary>xl, l, m, s, xs or none; m, and none where the kind has its own.</summary>
    public string? Size { get; set; }

    /// <summary>feature, secondary or warning.</summary>
    public string? Kind { get; set; }

    /// <summary>Makes the whole card a link.</summary>
    public string? Href { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var scope = context.Offer(new CardScope { Heading = Heading });
        var content = await output.GetChildContentAsync();
        var actions = scope.Actions.Count switch
        {
            0 => null,
            1 => Markup.Tag("div", "nhsuk-card__actions", scope.Actions[0]),
            _ => Markup.Tag("ul", "nhsuk-card__actions", scope.Actions.Select(action => Markup.Tag("li", "nhsuk-card__action", action))),
        };
        var heading = HeadingTag();
        var top = actions is null ? null : Markup.Tag("div", "nhsuk-card__heading-container", heading, actions);
        output.Become(Markup.Tag(
            "div",
            Markup.Css("nhsuk-card", Href is null ? null : "nhsuk-card--clickable", Kind is null ? null : $"nhsuk-card--{Kind}"),
            top,
            Markup.Tag("div", "nhsuk-card__content", top is null ? heading : null, content)));
    }

    private TagBuilder? HeadingTag()
    {
        if (Heading is null)
        {
            return null;
        }

        var size = Size ?? (Kind is "feature" or "warning" ? "none" : "m");
        IHtmlContent words = Markup.Text(Heading);
        return Markup.Tag(
            $"h{Level}",
            Markup.Css("nhsuk-card__heading", size is "none" ? null : $"nhsuk-heading-{size}"),
            Href is null ? words : Markup.Tag("a", "nhsuk-card__link", words).With("href", Href));
    }
}

/// <summary>A link at the top right of a card.</summary>
[HtmlTargetElement("dsr-card-action")]
public sealed class CardActionTagHelper : TagHelper
{
    /// <summary>Where it goes.</summary>
    public string Href { get; set; } = "";

    /// <summary>What it is about, for those who hear links alone; the card's heading without it.</summary>
    public string? About { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var scope = context.Find<CardScope>() ?? throw new InvalidOperationException("A card action stands outside its card.");
        var about = About ?? scope.Heading;
        var link = Markup.Tag(
                "a",
                "nhsuk-link",
                await output.GetChildContentAsync(),
                about is null ? null : Markup.Hidden($" ({about})"))
            .With("href", Href);
        output.Become(link);
        output.SuppressOutput();
        scope.Actions.Add(link);
    }
}

/// <summary>What to do, by urgency.</summary>
[HtmlTargetElement("dsr-care-card")]
public sealed class CareCardTagHelper : TagHelper
{
    /// <summary>emergency, urgent or non-urgent.</summary>
    public string Kind { get; set; } = "non-urgent";

    /// <summary>The heading.</summary>
    public string Heading { get; set; } = "";

    /// <summary>Heading level 2 to 6.</summary>
    public int Level { get; set; } = 2;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var urgency = Kind switch
        {
            "emergency" => "Immediate action required: ",
            "urgent" => "Urgent advice: ",
            _ => "Non-urgent advice: ",
        };
        output.Become(Markup.Tag(
            "div",
            $"nhsuk-card nhsuk-card--care nhsuk-card--care--{Kind}",
            Markup.Tag(
                "div",
                "nhsuk-card__heading-container",
                Markup.Tag(
                    $"h{Level}",
                    "nhsuk-card__heading",
                    Markup.Tag("span", null, Markup.Hidden(urgency), Markup.Text(Heading)).With("role", "text")),
                Markup.Tag("span", "nhsuk-card--care__arrow").With("aria-hidden", "true")),
            Markup.Tag("div", "nhsuk-card__content", await output.GetChildContentAsync())));
    }
}
