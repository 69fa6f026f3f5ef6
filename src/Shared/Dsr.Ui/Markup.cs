using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

internal static class Markup
{
    internal static TagBuilder Tag(string name, string? css = null, params IEnumerable<IHtmlContent?> children)
    {
        var tag = new TagBuilder(name);
        if (css is not null)
        {
            tag.Attributes["class"] = css;
        }

        foreach (var child in children)
        {
            if (child is not null)
            {
                tag.InnerHtml.AppendHtml(child);
            }
        }

        return tag;
    }

    internal static TagBuilder Void(string name, string? css = null)
    {
        var tag = Tag(name, css);
        tag.TagRenderMode = TagRenderMode.SelfClosing;
        return tag;
    }

    internal static IHtmlContent Text(string? text) => new HtmlContentBuilder().Append(text ?? "");

    internal static IHtmlContent All(params IEnumerable<IHtmlContent?> parts)
    {
        var all = new HtmlContentBuilder();
        foreach (var part in parts)
        {
            if (part is not null)
            {
                all.AppendHtml(part);
            }
        }

        return all;
    }

    internal static TagBuilder Hidden(string text) => Tag("span", "nhsuk-u-visually-hidden", Text(text));

    /// <summary>Sets an attribute when there is a value; an empty value gives a bare attribute such as <c>checked</c>.</summary>
    internal static TagBuilder With(this TagBuilder tag, string attribute, string? value)
    {
        if (value is not null)
        {
            tag.Attributes[attribute] = value;
        }

        return tag;
    }

    internal static TagBuilder When(this TagBuilder tag, bool condition, string attribute, string value = "") =>
        condition ? tag.With(attribute, value) : tag;

    internal static string Css(params IEnumerable<string?> names) =>
        string.Join(' ', names.Where(name => !string.IsNullOrWhiteSpace(name)));

    /// <summary>Puts the element in the place of the tag helper's own; what else the page wrote on the tag goes to <paramref name="extras"/>.</summary>
    internal static void Become(this TagHelperOutput output, TagBuilder element, TagBuilder? extras = null)
    {
        var target = extras ?? element;
        foreach (var attribute in output.Attributes)
        {
            var value = ValueOf(attribute.Value);
            if (string.Equals(attribute.Name, "class", StringComparison.OrdinalIgnoreCase))
            {
                target.AddCssClass(value);
                target.Attributes["class"] = Css(OwnFirst(target.Attributes["class"]!, value));
            }
            else
            {
                target.Attributes[attribute.Name] = value;
            }
        }

        output.Attributes.Clear();
        output.TagName = null;
        output.Content.SetHtmlContent(element);
    }

    private static string[] OwnFirst(string all, string added) =>
        [.. all.Split(' ').Except(added.Split(' ')), added];

    private static string ValueOf(object? value)
    {
        if (value is IHtmlContent html)
        {
            using var writer = new StringWriter();
            html.WriteTo(writer, HtmlEncoder.Default);
            return WebUtility.HtmlDecode(writer.ToString());
        }

        return Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    internal static T? Find<T>(this TagHelperContext context) where T : class =>
        context.Items.TryGetValue(typeof(T), out var found) ? found as T : null;

    internal static T Offer<T>(this TagHelperContext context, T value) where T : class
    {
        context.Items[typeof(T)] = value;
        return value;
    }
}
