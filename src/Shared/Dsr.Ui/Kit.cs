using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Dsr.Ui;

/// <summary>
/// The small pieces of the kit as functions, for pages that show many of them: a tag helper costs as much as a query, and a register page
/// has a hundred pieces. Same markup as the tag helpers of the same names, which call these.
/// </summary>
public static class Kit
{
    private static readonly Dictionary<string, HtmlString> Ratings = new[] { "red", "amber", "green", "blue", "none" }.ToDictionary(colour => colour, Chip, StringComparer.Ordinal);

    /// <summary>A rating as word, shape and colour; anything but red, amber, green and blue is "Not rated".</summary>
    public static IHtmlContent Rating(string? colour) => Ratings.GetValueOrDefault(colour?.ToLowerInvariant() ?? "none", Ratings["none"]);

    /// <summary>A status word; never the name of a colour.</summary>
    public static IHtmlContent Tag(string? colour, string words) => new Piece("strong", TagTagHelper.Css(colour), words);

    /// <summary>What stands where there is nothing to show.</summary>
    public static IHtmlContent Missing(string words = "Not known") => new Piece("span", "nhsuk-u-secondary-text-colour", words);

    /// <summary>A date in words; "Not known" when there is none.</summary>
    public static IHtmlContent Date(DateOnly? date)
        => date is { } day ? new Piece("time", null, Words.Date(day), ("datetime", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))) : Missing();

    /// <summary>An NHS number in 3 3 4, on one line.</summary>
    public static IHtmlContent NhsNumber(string? number)
        => string.IsNullOrWhiteSpace(number) ? Missing() : new Piece("span", "nhsuk-u-nowrap", Words.NhsNumber(number));

    /// <summary>Words for those who hear the page.</summary>
    public static IHtmlContent Hidden(string words) => new Piece("span", "nhsuk-u-visually-hidden", words);

    /// <summary>The summary list of a card. A row without a value says "Not known"; null is no row.</summary>
    public static IHtmlContent Rows(params IEnumerable<SummaryRow?> rows) => new SummaryList(rows);

    /// <summary>A row of <see cref="Rows"/>: what it is of, and its value, as texts and pieces one after the other.</summary>
    public static SummaryRow Row(string key, params object?[] value) => new(key, value);

    /// <summary>The pages of a record; on small screens behind one line.</summary>
    public static IHtmlContent Subnav(string label, IEnumerable<(string Words, string Href, bool Current)> pages)
        => SubnavTagHelper.Of(label, "Go to another part of this record", Markup.All(pages.Select(page => SubnavItemTagHelper.Of(Markup.Text(page.Words), page.Href, page.Current))));

    private static HtmlString Chip(string colour)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        RatingTagHelper.Chip(colour).WriteTo(writer, HtmlEncoder.Default);
        return new HtmlString(writer.ToString());
    }

    private static void Write(object? part, TextWriter writer, HtmlEncoder encoder)
    {
        if (part is IHtmlContent content) content.WriteTo(writer, encoder);
        else if (part is string text) encoder.Encode(writer, text);
        else if (part is not null) throw new InvalidOperationException("A piece is a text or content, not " + part.GetType().Name);
    }

    private sealed class Piece(string element, string? css, string words, (string Name, string Value)? attribute = null) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write('<');
            writer.Write(element);
            if (css is not null) Attribute(writer, encoder, "class", css);
            if (attribute is { } other) Attribute(writer, encoder, other.Name, other.Value);
            writer.Write('>');
            encoder.Encode(writer, words);
            writer.Write("</");
            writer.Write(element);
            writer.Write('>');
        }

        private static void Attribute(TextWriter writer, HtmlEncoder encoder, string name, string value)
        {
            writer.Write(' ');
            writer.Write(name);
            writer.Write("=\"");
            encoder.Encode(writer, value);
            writer.Write('"');
        }
    }

    private sealed class SummaryList(IEnumerable<SummaryRow?> rows) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write("<dl class=\"nhsuk-summary-list nhsuk-summary-list--no-last-row-border\">");
            foreach (var row in rows)
            {
                if (row is null) continue;
                writer.Write("<div class=\"nhsuk-summary-list__row\"><dt class=\"nhsuk-summary-list__key\">");
                encoder.Encode(writer, row.Key);
                writer.Write("</dt><dd class=\"nhsuk-summary-list__value\">");
                if (row.IsEmpty) Missing().WriteTo(writer, encoder);
                else foreach (var part in row.Value) Kit.Write(part, writer, encoder);
                writer.Write("</dd></div>");
            }
            writer.Write("</dl>");
        }
    }
}

/// <summary>One fact of a summary list.</summary>
public sealed record SummaryRow(string Key, IReadOnlyList<object?> Value)
{
    /// <summary>True when there is nothing to show.</summary>
    public bool IsEmpty => Value.All(part => part is null || (part is string text && string.IsNullOrWhiteSpace(text)));
}
