using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Dsr.Tests.Ui;

/// <summary>HTML as one line per node, so that order of attributes and classes, indentation and case do not count.</summary>
internal static partial class Dom
{
    public static string Normal(string html)
    {
        var body = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html).Body!;
        // our hints and headings are plain text: a number kept on one line is the only mark-up the fixtures have in them
        foreach (var nowrap in body.QuerySelectorAll(".nhsuk-hint .nhsuk-u-nowrap").ToList())
        {
            nowrap.Replace(nowrap.ChildNodes.ToArray());
        }

        body.Normalize();
        var lines = new StringBuilder();
        foreach (var child in body.ChildNodes)
        {
            Write(child, 0, lines);
        }

        return lines.ToString();
    }

    private static void Write(INode node, int depth, StringBuilder lines)
    {
        switch (node)
        {
            case IText text:
                var words = Spaces().Replace(text.Data, " ");
                if (text.ParentElement?.ClassList.Contains("nhsuk-u-visually-hidden") is not true)
                {
                    words = words.Trim();
                }

                if (words.Length > 0)
                {
                    lines.Append(' ', depth).Append('"').Append(words).Append('"').Append('\n');
                }

                break;
            case IElement element:
                lines.Append(' ', depth).Append(element.LocalName);
                foreach (var attribute in element.Attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal))
                {
                    // a name follows from the model here and is tested with the binder
                    if (attribute.Name is not "name")
                    {
                        var value = attribute.Name is "class" ? string.Join(' ', element.ClassList.Order(StringComparer.Ordinal)) : attribute.Value;
                        lines.Append(' ').Append(attribute.Name).Append('=').Append(value);
                    }
                }

                lines.Append('\n');
                foreach (var child in element.ChildNodes)
                {
                    Write(child, depth + 1, lines);
                }

                break;
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
