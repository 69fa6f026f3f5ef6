using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>The rows a summary list collects.</summary>
internal sealed class SummaryRows
{
    internal List<(string Key, IHtmlContent Value, TagBuilder? Action)> Rows { get; } = [];
}

/// <summary>Facts in rows: key, value, one action.</summary>
[HtmlTargetElement("dsr-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    /// <summary>False for rows without lines.</summary>
    public bool Border { get; set; } = true;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var list = context.Offer(new SummaryRows());
        await output.GetChildContentAsync();
        var mixed = list.Rows.Exists(row => row.Action is not null);
        var last = context.Find<CardScope>() is not null;
        output.Become(Markup.Tag(
            "dl",
            Markup.Css("nhsuk-summary-list", Border ? null : "nhsuk-summary-list--no-border", last ? "nhsuk-summary-list--no-last-row-border" : null),
            list.Rows.Select(row => Markup.Tag(
                "div",
                Markup.Css("nhsuk-summary-list__row", mixed && row.Action is null ? "nhsuk-summary-list__row--no-actions" : null),
                Markup.Tag("dt", "nhsuk-summary-list__key", Markup.Text(row.Key)),
                Markup.Tag("dd", "nhsuk-summary-list__value", row.Value),
                row.Action is null ? null : Markup.Tag("dd", "nhsuk-summary-list__actions", row.Action)))));
    }
}

/// <summary>One row of a summary list; without a value it says "Not known".</summary>
[HtmlTargetElement("dsr-row")]
public sealed class RowTagHelper : TagHelper
{
    /// <summary>The name of the fact.</summary>
    public string Key { get; set; } = "";

    /// <summary>Where the action goes; no address, no action.</summary>
    public string? Href { get; set; }

    /// <summary>The action's words.</summary>
    public string Action { get; set; } = "Change";

    /// <summary>What it is about, for those who hear links alone; the key in lower case without it.</summary>
    public string? About { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var list = context.Find<SummaryRows>() ?? throw new InvalidOperationException("A row stands outside its summary list.");
        var content = await output.GetChildContentAsync();
        var value = content.IsEmptyOrWhiteSpace ? MissingTagHelper.Words("Not known") : (IHtmlContent)content;
        var action = string.IsNullOrEmpty(Href)
            ? null
            : Markup.Tag("a", "nhsuk-link", Markup.Text(Action), Markup.Hidden(" " + (About ?? LowerFirst(Key)))).With("href", Href);
        list.Rows.Add((Key, value, action));
        output.SuppressOutput();
    }

    private static string LowerFirst(string words) =>
        words.Length > 1 && char.IsUpper(words[1]) ? words : string.Concat(words[..Math.Min(1, words.Length)].ToLowerInvariant(), words.AsSpan(Math.Min(1, words.Length)));
}
