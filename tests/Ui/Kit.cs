using System.Text.Encodings.Web;
using Dsr.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;

namespace Dsr.Tests.Ui;

/// <summary>One tag helper and what stands inside it: HTML or further helpers.</summary>
internal sealed record Node(TagHelper Helper, params object[] Children)
{
    public TagHelperAttributeList Attributes { get; init; } = [];
}

/// <summary>Runs tag helpers as a page would.</summary>
internal sealed class Kit
{
    public Kit()
    {
        Http = new DefaultHttpContext();
        var provider = new EmptyModelMetadataProvider();
        ViewContext = new ViewContext(
            new ActionContext(Http, new RouteData(), new ActionDescriptor(), new ModelStateDictionary()),
            new NoView(),
            new ViewDataDictionary(provider, new ModelStateDictionary()),
            new TempDataDictionary(Http, new NoTempData()),
            TextWriter.Null,
            new HtmlHelperOptions());
        Metadata = provider;
    }

    public DefaultHttpContext Http { get; }

    public ViewContext ViewContext { get; }

    public ModelStateDictionary State => ViewContext.ViewData.ModelState;

    private EmptyModelMetadataProvider Metadata { get; }

    public T Field<T>(string name, object? value, Action<T>? set = null) where T : FieldTagHelper, new()
    {
        var field = new T
        {
            ViewContext = ViewContext,
            For = new ModelExpression(name, Metadata.GetModelExplorerForType(value?.GetType() ?? typeof(string), value)),
        };
        set?.Invoke(field);
        return field;
    }

    public async Task<string> RenderAsync(Node node, Dictionary<object, object>? items = null)
    {
        using var writer = new StringWriter();
        await RenderAsync(node, items ?? [], writer);
        return writer.ToString();
    }

    private static async Task RenderAsync(Node node, Dictionary<object, object> items, StringWriter writer)
    {
        var context = new TagHelperContext("test", node.Attributes, new Dictionary<object, object>(items), "1");
        var output = new TagHelperOutput("test", node.Attributes, async (_, _) =>
        {
            var content = new DefaultTagHelperContent();
            foreach (var child in node.Children)
            {
                if (child is Node inner)
                {
                    using var part = new StringWriter();
                    await RenderAsync(inner, (Dictionary<object, object>)context.Items, part);
                    content.AppendHtml(part.ToString());
                }
                else
                {
                    content.AppendHtml((string)child);
                }
            }

            return content;
        });
        node.Helper.Init(context);
        await node.Helper.ProcessAsync(context, output);
        output.WriteTo(writer, HtmlEncoder.Default);
    }

    private sealed class NoView : IView
    {
        public string Path => "";

        public Task RenderAsync(ViewContext context) => Task.CompletedTask;
    }

    private sealed class NoTempData : ITempDataProvider
    {
        public IDictionary<string, object> LoadTempData(HttpContext context) => new Dictionary<string, object>();

        public void SaveTempData(HttpContext context, IDictionary<string, object> values)
        {
        }
    }
}
