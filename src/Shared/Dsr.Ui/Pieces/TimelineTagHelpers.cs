using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>What happened, newest first.</summary>
[HtmlTargetElement("dsr-timeline")]
public sealed class TimelineTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Markup.Tag("ol", "dsr-timeline", await output.GetChildContentAsync()));
}

/// <summary>One event: what, when, who.</summary>
[HtmlTargetElement("dsr-timeline-item")]
public sealed class TimelineItemTagHelper : TagHelper
{
    /// <summary>What happened.</summary>
    public string Title { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who, with the organisation; the service itself without it.</summary>
    public string? Who { get; set; }

    /// <summary>Recorded in error: struck through, never gone.</summary>
    public bool Error { get; set; }

    /// <summary>Heading level 2 to 6.</summary>
    public int Level { get; set; } = 3;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var title = Markup.Text(Title);
        var who = string.IsNullOrWhiteSpace(Who) ? "The service, automatically" : Who;
        output.Become(Markup.Tag(
            "li",
            Markup.Css("dsr-timeline__item", Error ? "dsr-timeline__item--error" : null),
            Markup.Tag(
                $"h{Level}",
                "dsr-timeline__title",
                Error ? Markup.All(Markup.Tag("s", null, title), Markup.Tag("span", "dsr-timeline__wrong", Markup.Text(" Recorded in error"))) : title),
            Markup.Tag(
                "p",
                "dsr-timeline__meta",
                Markup.Tag("time", null, Markup.Text(Words.DateTime(At)))
                    .With("datetime", At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
                Markup.Text(" · " + who)),
            content.IsEmptyOrWhiteSpace ? null : Markup.Tag("div", "dsr-timeline__body", content)));
    }
}
