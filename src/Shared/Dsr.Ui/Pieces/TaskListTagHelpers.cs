using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>Numbers the tasks of a page.</summary>
internal sealed class TaskCount
{
    internal required string Prefix { get; init; }

    internal int Count { get; set; }
}

/// <summary>Things to do, each with its status.</summary>
[HtmlTargetElement("dsr-task-list")]
public sealed class TaskListTagHelper : TagHelper
{
    /// <summary>The start of the ids; a page with two lists gives each its own.</summary>
    public string Prefix { get; set; } = "task";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Offer(new TaskCount { Prefix = Prefix });
        output.Become(Markup.Tag("ul", "nhsuk-task-list", await output.GetChildContentAsync()));
    }
}

/// <summary>One task; without an address it cannot be started.</summary>
[HtmlTargetElement("dsr-task")]
public sealed class TaskTagHelper : TagHelper
{
    /// <summary>Where it is done.</summary>
    public string? Href { get; set; }

    /// <summary>Help under the name.</summary>
    public string? Hint { get; set; }

    /// <summary>Completed, In progress, Not yet started, Incomplete, Cannot start yet, There is a problem.</summary>
    public string Status { get; set; } = "Not yet started";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var list = context.Find<TaskCount>() ?? throw new InvalidOperationException("A task stands outside its list.");
        var id = $"{list.Prefix}-{(++list.Count).ToString(CultureInfo.InvariantCulture)}";
        var content = await output.GetChildContentAsync();
        var name = Href is null
            ? Markup.Tag("div", null, (IHtmlContent)content)
            : Markup.Tag("a", "nhsuk-task-list__link nhsuk-link", content)
                .With("href", Href).With("aria-describedby", Markup.Css(Hint is null ? null : id + "-hint", id + "-status"));
        output.Become(Markup.Tag(
            "li",
            Markup.Css("nhsuk-task-list__item", Href is null ? null : "nhsuk-task-list__item--with-link"),
            Markup.Tag(
                "div",
                "nhsuk-task-list__name-and-hint",
                name,
                Hint is null ? null : Markup.Tag("div", "nhsuk-task-list__hint", Markup.Text(Hint)).With("id", id + "-hint")),
            Markup.Tag("div", "nhsuk-task-list__status", Markup.Tag("strong", Css(Status), Markup.Text(Status))).With("id", id + "-status")));
    }

    private static string Css(string status) => status switch
    {
        "Completed" => TagTagHelper.Css("none"),
        "Cannot start yet" => TagTagHelper.Css("none") + " nhsuk-u-secondary-text-colour",
        "In progress" => TagTagHelper.Css("white"),
        "There is a problem" => TagTagHelper.Css("red"),
        _ => TagTagHelper.Css("blue"),
    };
}
