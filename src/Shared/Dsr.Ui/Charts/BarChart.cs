using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Ui;

/// <summary>A part of a bar: what it counts, how many (null when hidden to protect people), the words shown, and its look: red, amber, green, blue or grey.</summary>
public sealed record BarPart(string Name, double? Value, string Words, string Look = "blue");

/// <summary>One bar; more than one part makes it stacked.</summary>
public sealed record Bar(string Label, params IReadOnlyList<BarPart> Parts);

/// <summary>Horizontal bars as one static SVG: no script, no style attribute; values beside the bars, no legend, axis from nought.</summary>
public static class BarChart
{
    private const int Width = 720;
    private const int BarHeight = 26;
    private const int BarWidth = 600;

    /// <summary>Draws. The id is unique on the page; the description says in words what the picture shows.</summary>
    public static IHtmlContent Draw(string id, string title, string description, IReadOnlyList<Bar> bars, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var stacked = bars.Any(bar => bar.Parts.Count > 1);
        var row = stacked ? 88 : 62;
        var height = (bars.Count * row) + 34;
        var step = Step(bars.Select(bar => bar.Parts.Sum(part => part.Value ?? 0)).DefaultIfEmpty(0).Max());
        var axis = Math.Max(1, (int)Math.Ceiling(bars.Select(bar => bar.Parts.Sum(part => part.Value ?? 0)).DefaultIfEmpty(0).Max() / step)) * step;
        var scale = BarWidth / axis;

        var svg = Markup.Tag(
                "svg",
                null,
                [
                    Markup.Tag("title", null, Markup.Text(title)).With("id", id + "-t"),
                    Markup.Tag("desc", null, Markup.Text(description)).With("id", id + "-d"),
                    .. Grid(axis, step, scale, height),
                    .. bars.SelectMany((bar, index) => Row(bar, index * row, scale, stacked)),
                ])
            .With("viewBox", $"0 0 {Width} {height}").With("role", "img").With("aria-labelledby", $"{id}-t {id}-d")
            .With("xmlns", "http://www.w3.org/2000/svg");
        return Markup.Tag(
                "figure",
                "dsr-chart",
                svg,
                caption is null ? null : Markup.Tag("figcaption", "nhsuk-body-s dsr-chart__caption", Markup.Text(caption)))
            .With("tabindex", "0").With("aria-label", "Chart. Scrolls sideways on small screens");
    }

    private static IEnumerable<TagBuilder> Grid(double axis, double step, double scale, int height)
    {
        for (var value = 0d; value <= axis; value += step)
        {
            var x = Number(value * scale + 1);
            yield return Markup.Tag("path").With("d", $"M{x} 0V{height - 28}").With("stroke", value == 0 ? "#212b32" : "#d8dde0");
            yield return Words(value == 0 ? "0" : x, height - 6, Ui.Words.Number((long)value), value == 0 ? null : "middle");
        }
    }

    private static IEnumerable<TagBuilder> Row(Bar bar, int top, double scale, bool stacked)
    {
        yield return Words("8", top + 20, bar.Label);
        var x = 1d;
        foreach (var part in bar.Parts.Where(part => part.Value is > 0))
        {
            var (fill, stroke) = Look(part.Look);
            var width = part.Value!.Value * scale;
            yield return Markup.Tag("rect")
                .With("x", Number(x)).With("y", Number(top + 28)).With("width", Number(Math.Max(1, width - (stacked ? 2 : 0)))).With("height", Number(BarHeight))
                .With("fill", fill).With("stroke", stroke);
            x += width;
        }

        if (!stacked)
        {
            yield return Words(Number(x + 8), top + 48, string.Join(", ", bar.Parts.Select(part => part.Words)));
            yield break;
        }

        yield return Words("8", top + 74, string.Join(", ", bar.Parts.Select(part => $"{part.Name} {part.Words}")));
    }

    private static TagBuilder Words(string x, double y, string words, string? anchor = null) =>
        Markup.Tag("text", null, Markup.Text(words)).With("x", x).With("y", Number(y)).With("font-size", "18").With("text-anchor", anchor);

    // amber on white is 1.7:1, so its edge is dark
    private static (string Fill, string? Stroke) Look(string look) => look.ToLowerInvariant() switch
    {
        "red" => ("#b5190f", null),
        "amber" => ("#ffb81c", "#212b32"),
        "green" => ("#00662f", null),
        "grey" => ("#4c6272", null),
        _ => ("#005eb8", null),
    };

    // whole steps of 1, 2 or 5 times a power of ten, at most six of them
    private static double Step(double most)
    {
        var step = 1d;
        for (var factor = 0; most / step > 6; factor++)
        {
            step *= factor % 3 == 1 ? 2.5 : 2;
        }

        return step;
    }

    private static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
