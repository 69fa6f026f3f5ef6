using Microsoft.AspNetCore.Http;

namespace Dsr.Ui;

/// <summary>The fields of a page in the order they were rendered: ModelState has an order of its own, the error summary must have the page's.</summary>
internal sealed class FieldOrder
{
    internal List<(string Key, string Target)> Fields { get; } = [];

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
