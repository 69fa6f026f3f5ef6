using Microsoft.AspNetCore.Http;

namespace Dsr.Ui;

/// <summary>The fields of a page in the order they were rendered: ModelState has an order of its own, the error summary must have the page's.</summary>
internal sealed class FieldOrder
{
    internal List<RenderedField> Fields { get; } = [];

    internal static FieldOrder Of(HttpContext context)
    {
        if (context.Items[typeof(FieldOrder)] is FieldOrder order)
        {
            return order;
        }

        order = new FieldOrder();
        context.Items[typeof(FieldOrder)] = order;
        return order;
    }
}

/// <summary>A field as it was rendered: where its errors lead, its label, what the page holds for it, and the words of its choices.</summary>
internal sealed record RenderedField(string Key, string Target, string Label, string Value)
{
    internal Dictionary<string, string> Choices { get; } = new(StringComparer.OrdinalIgnoreCase);
}
