using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>Previous and next page; nothing when there is neither.</summary>
[HtmlTargetElement("dsr-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PaginationTagHelper : TagHelper
{
    /// <summary>The page before.</summary>
    public string? Previous { get; set; }

    /// <summary>The page after.</summary>
    public string? Next { get; set; }

    /// <summary>What the page before is called.</summary>
    public string? PreviousLabel { get; set; }

    /// <summary>What the page after is called.</summary>
    public string? NextLabel { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.IsNullOrEmpty(Previous) && string.IsNullOrEmpty(Next))
        {
            output.SuppressOutput();
            return;
        }

        output.Become(Markup.Tag(
                "nav",
                "nhsuk-pagination",
                Markup.Tag(
                    "ul",
                    "nhsuk-list nhsuk-pagination__list",
                    Item("previous", "prev", "Previous", Previous, PreviousLabel, Icons.ArrowLeft()),
                    Item("next", "next", "Next", Next, NextLabel, Icons.ArrowRight())))
            .With("role", "navigation").With("aria-label", "Pagination"));
    }

    private static TagBuilder? Item(string side, string rel, string word, string? href, string? label, TagBuilder icon) =>
        string.IsNullOrEmpty(href)
            ? null
            : Markup.Tag("li", $"nhsuk-pagination-item--{side}", Markup.Tag(
                    "a",
                    $"nhsuk-pagination__link nhsuk-pagination__link--{rel}",
                    Markup.Tag("span", "nhsuk-pagination__title", Markup.Text(word), Markup.Hidden(" page")),
                    label is null ? null : Markup.Hidden(":"),
                    label is null ? null : Markup.Tag("span", "nhsuk-pagination__page", Markup.Text(label)),
                    icon)
                .With("href", href).With("rel", rel));
}

/// <summary>The tabs a group collects.</summary>
internal sealed class TabList
{
    internal List<(string Id, string Heading, IHtmlContent Content)> Tabs { get; } = [];
}

/// <summary>Views of the same data; one below the other without JavaScript.</summary>
[HtmlTargetElement("dsr-tabs")]
public sealed class TabsTagHelper : TagHelper
{
    /// <summary>Heading of the list of tabs.</summary>
    public string Title { get; set; } = "Contents";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var list = context.Offer(new TabList());
        await output.GetChildContentAsync();
        output.Become(Markup.Tag(
                "div",
                "nhsuk-tabs",
                [
                    Markup.Tag("h2", "nhsuk-tabs__heading", Markup.Text(Title)),
                    Markup.Tag("ul", "nhsuk-tabs__list", list.Tabs.Select((tab, index) => Markup.Tag(
                        "li",
                        Markup.Css("nhsuk-tabs__list-item", index == 0 ? "nhsuk-tabs__list-item--selected" : null),
                        Markup.Tag("a", "nhsuk-tabs__tab", Markup.Text(tab.Heading)).With("href", "#" + tab.Id)))),
                    .. list.Tabs.Select((tab, index) => Markup.Tag("div", Markup.Css("nhsuk-tabs__panel", index == 0 ? null : "nhsuk-tabs__panel--hidden"), tab.Content).With("id", tab.Id)),
                ])
            .With("data-module", "nhsuk-tabs"));
    }
}

/// <summary>One tab.</summary>
[HtmlTargetElement("dsr-tab")]
public sealed class TabTagHelper : TagHelper
{
    /// <summary>Its id on the page.</summary>
    public string Id { get; set; } = "";

    /// <summary>Its name.</summary>
    public string Heading { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var list = context.Find<TabList>() ?? throw new InvalidOperationException("A tab stands outside its group.");
        list.Tabs.Add((Id, Heading, await output.GetChildContentAsync()));
        output.SuppressOutput();
    }
}

/// <summary>The pages of a record; on small screens behind one line.</summary>
[HtmlTargetElement("dsr-subnav")]
public sealed class SubnavTagHelper : TagHelper
{
    /// <summary>What the pages are of.</summary>
    public string Label { get; set; } = "Record";

    /// <summary>The line on small screens.</summary>
    public string Summary { get; set; } = "Go to another part of this record";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.Become(Of(Label, Summary, await output.GetChildContentAsync()));
    }

    // two copies, one of them hidden by the style sheet: a closed <details> cannot be opened by width alone
    internal static TagBuilder Of(string label, string summary, IHtmlContent items)
        => Markup.Tag("div", "dsr-subnav",
            Markup.Tag("nav", "dsr-subnav__wide", List(items)).With("aria-label", label),
            Markup.Tag("nav", "dsr-subnav__narrow", DetailsTagHelper.Of(summary, List(items))).With("aria-label", label));

    private static TagBuilder List(IHtmlContent items) => Markup.Tag("ul", "dsr-subnav__list", items);
}

/// <summary>One page of a record.</summary>
[HtmlTargetElement("dsr-subnav-item")]
public sealed class SubnavItemTagHelper : TagHelper
{
    /// <summary>Where it is.</summary>
    public string Href { get; set; } = "";

    /// <summary>The page being read.</summary>
    public bool Current { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Of(await output.GetChildContentAsync(), Href, Current));

    internal static TagBuilder Of(IHtmlContent words, string href, bool current)
        => Markup.Tag("li", "dsr-subnav__item", Markup.Tag("a", "dsr-subnav__link", words).With("href", href).When(current, "aria-current", "page"));
}

/// <summary>The filters in use.</summary>
[HtmlTargetElement("dsr-chips")]
public sealed class ChipsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var chips = await output.GetChildContentAsync();
        if (chips.IsEmptyOrWhiteSpace)
        {
            output.SuppressOutput();
            return;
        }

        output.Become(Markup.Tag("ul", "dsr-chips", chips));
    }
}

/// <summary>A filter in use; pressing it takes it away.</summary>
[HtmlTargetElement("dsr-chip")]
public sealed class ChipTagHelper : TagHelper
{
    /// <summary>The same page without the filter.</summary>
    public string Href { get; set; } = "";

    /// <summary>What it filters, such as "rating is".</summary>
    public string? About { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Markup.Tag("li", null, Markup.Tag(
                "a",
                "dsr-chip",
                Markup.Tag("span", null, Markup.Hidden("Remove filter: " + (About is null ? "" : About + " ")), await output.GetChildContentAsync()))
            .With("href", Href)));
}
