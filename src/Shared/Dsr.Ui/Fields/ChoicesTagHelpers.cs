using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>What a group of radios or checkboxes tells its options.</summary>
internal sealed class ChoiceGroup
{
    internal required RenderedField Field { get; init; }

    internal required string Kind { get; init; }

    internal required string Type { get; init; }

    internal required string Id { get; init; }

    internal required string Name { get; init; }

    internal required IReadOnlyList<string> Chosen { get; init; }

    /// <summary>Set when there is no fieldset to carry the hint and the error.</summary>
    internal string? DescribedBy { get; init; }

    private int _count;

    internal string NextId() => ++_count == 1 ? Id : $"{Id}-{_count.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>A question with one answer.</summary>
[HtmlTargetElement("dsr-radios")]
public sealed class RadiosTagHelper : FieldTagHelper
{
    /// <summary>Short options side by side; not with conditional content.</summary>
    public bool Inline { get; set; }

    /// <summary>Smaller circles, for filters.</summary>
    public bool Small { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Offer(new ChoiceGroup
        {
            Field = Register(),
            Kind = "radios",
            Type = "radio",
            Id = Id,
            Name = Name,
            Chosen = [Value],
            DescribedBy = Label is null ? DescribedBy() : null,
        });
        var options = await output.GetChildContentAsync();
        var radios = Markup.Tag(
                "div",
                Markup.Css("nhsuk-radios", Inline ? "nhsuk-radios--inline" : null, Small ? "nhsuk-radios--small" : null),
                options)
            .With("data-module", "nhsuk-radios");
        output.Become(Label is null
            ? Group(null, HintTag(), ErrorTag(), radios)
            : Group(null, Fieldset(context, null, HintTag(), ErrorTag(), radios)));
    }
}

/// <summary>One answer of radios; its content shows while it is chosen.</summary>
[HtmlTargetElement("dsr-radio")]
public sealed class RadioTagHelper : TagHelper
{
    /// <summary>What is posted.</summary>
    public string Value { get; set; } = "";

    /// <summary>The words beside it.</summary>
    public string Label { get; set; } = "";

    /// <summary>Help under the words.</summary>
    public string? Hint { get; set; }

    /// <inheritdoc />
    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        ChoiceOption.RenderAsync(context, output, Value, Label, Hint, exclusive: false);
}

/// <summary>A question with several answers, or one box to tick.</summary>
[HtmlTargetElement("dsr-checkboxes")]
public sealed class CheckboxesTagHelper : FieldTagHelper
{
    /// <summary>Smaller boxes, for filters.</summary>
    public bool Small { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Offer(new ChoiceGroup
        {
            Field = Register(),
            Kind = "checkboxes",
            Type = "checkbox",
            Id = Id,
            Name = Name,
            Chosen = Ticked(),
            DescribedBy = Label is null ? DescribedBy() : null,
        });
        var options = await output.GetChildContentAsync();
        var boxes = Markup.Tag("div", Markup.Css("nhsuk-checkboxes", Small ? "nhsuk-checkboxes--small" : null), options)
            .With("data-module", "nhsuk-checkboxes");
        output.Become(Label is null
            ? Group(null, HintTag(), ErrorTag(), boxes)
            : Group(null, Fieldset(context, null, HintTag(), ErrorTag(), boxes)));
    }

    private IReadOnlyList<string> Ticked() => (State?.RawValue ?? For.Model) switch
    {
        string one => [one],
        IEnumerable many => [.. many.Cast<object?>().Select(Plain)],
        var value => [Plain(value)],
    };
}

/// <summary>One box of checkboxes; its content shows while it is ticked.</summary>
[HtmlTargetElement("dsr-checkbox")]
public sealed class CheckboxTagHelper : TagHelper
{
    /// <summary>What is posted.</summary>
    public string Value { get; set; } = "true";

    /// <summary>The words beside it.</summary>
    public string Label { get; set; } = "";

    /// <summary>Help under the words.</summary>
    public string? Hint { get; set; }

    /// <summary>"None of these": unticks the others.</summary>
    public bool Exclusive { get; set; }

    /// <inheritdoc />
    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        ChoiceOption.RenderAsync(context, output, Value, Label, Hint, Exclusive);
}

/// <summary>The word between two groups of options.</summary>
[HtmlTargetElement("dsr-divider")]
public sealed class DividerTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var group = context.Find<ChoiceGroup>();
        group?.NextId();
        output.Become(Markup.Tag("div", $"nhsuk-{group?.Kind ?? "radios"}__divider", await output.GetChildContentAsync()));
    }
}

internal static class ChoiceOption
{
    internal static async Task RenderAsync(TagHelperContext context, TagHelperOutput output, string value, string label, string? hint, bool exclusive)
    {
        var group = context.Find<ChoiceGroup>() ?? throw new InvalidOperationException("An option stands outside its group.");
        var id = group.NextId();
        group.Field.Choices[value] = label;
        context.Offer(new Choice());
        var more = await output.GetChildContentAsync();
        var hasMore = !more.IsEmptyOrWhiteSpace;
        var chosen = group.Chosen.Contains(value, StringComparer.OrdinalIgnoreCase);
        var css = "nhsuk-" + group.Kind;
        var described = Markup.Css(group.DescribedBy, hint is null ? null : id + "-item-hint");
        var input = Markup.Void("input", css + "__input")
            .With("id", id).With("name", group.Name).With("type", group.Type).With("value", value)
            .When(chosen, "checked")
            .When(hasMore, "data-aria-controls", "conditional-" + id)
            .When(exclusive, "data-behaviour", "exclusive")
            .When(described.Length > 0, "aria-describedby", described);
        var item = Markup.Tag(
            "div",
            css + "__item",
            input,
            Markup.Tag("label", $"nhsuk-label {css}__label", Markup.Text(label)).With("for", id),
            hint is null ? null : Markup.Tag("div", $"nhsuk-hint {css}__hint", Markup.Text(hint)).With("id", id + "-item-hint"));
        output.Become(item, input);
        if (hasMore)
        {
            output.PostContent.SetHtmlContent(
                Markup.Tag("div", Markup.Css(css + "__conditional", chosen ? null : css + "__conditional--hidden"), (IHtmlContent)more)
                    .With("id", "conditional-" + id));
        }
    }
}
