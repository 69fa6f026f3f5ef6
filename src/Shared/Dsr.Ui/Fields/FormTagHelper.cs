using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Dsr.Ui;

/// <summary>A form that posts: antiforgery token, idempotency key and, when given, the row version it was made from.</summary>
[HtmlTargetElement("dsr-form")]
public sealed class DsrFormTagHelper(IAntiforgery antiforgery, TimeProvider clock) : TagHelper
{
    /// <summary>The field that carries the idempotency key.</summary>
    public const string KeyField = "_key";

    /// <summary>The view being rendered.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The version of the row the form was made from.</summary>
    public long? Version { get; set; }

    /// <summary>The address posted to; the page's own without it.</summary>
    public string? Action { get; set; }

    /// <summary>The named handler of the page.</summary>
    public string? Handler { get; set; }

    /// <summary>Where the form is saved while it is typed, without being judged (ui.md 3.7); without JavaScript its buttons save.</summary>
    public string? Autosave { get; set; }

    /// <summary>Needed by file fields.</summary>
    public bool Multipart { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var here = request.PathBase + request.Path;
        var action = Handler is null ? Action : (Action ?? here) + QueryString.Create("handler", Handler);
        var fields = FieldOrder.Of(ViewContext.HttpContext).Fields;
        var before = fields.Count;
        var content = await output.GetChildContentAsync();
        var tokens = antiforgery.GetAndStoreTokens(ViewContext.HttpContext);
        output.Become(Markup.Tag(
                "form",
                null,
                Field(tokens.FormFieldName, tokens.RequestToken),
                Field(KeyField, Key(request, action ?? here + request.QueryString)),
                Version is { } version ? Field("Version", version.ToString(CultureInfo.InvariantCulture)) : null,
                Version is null || fields.Count == before ? null : Field(Opened.Field, AsOpened(fields[before..]).Write()),
                content)
            .With("method", "post").With("action", action).With("novalidate", "")
            .With("enctype", Multipart ? "multipart/form-data" : null)
            .With("data-module", Autosave is null ? null : "dsr-autosave").With("data-autosave", Autosave));
    }

    // a form shown again keeps what it showed at first; after a lost race it is opened anew, with what is saved now
    private Opened AsOpened(List<RenderedField> fields)
    {
        var (posted, conflict) = (Opened.Of(ViewContext.HttpContext.Request), Conflict.Of(ViewContext.HttpContext));
        return new(
            conflict is null && posted is not null ? posted.At : clock.GetUtcNow().ToUnixTimeMilliseconds(),
            fields.ConvertAll(field => new OpenedField(field.Key, field.Label, conflict?.Now.GetValueOrDefault(field.Key) ?? posted?.Fields.Find(each => each.Name == field.Key)?.Value ?? field.Value)));
    }

    private static TagBuilder Field(string name, string? value) =>
        Markup.Void("input").With("type", "hidden").With("name", name).With("value", value);

    // A page shown again after an invalid post keeps its key, so that the answer to the repaired post is one answer.
    // Only the form that was posted keeps it: another form of the page with the same key would be taken for a repeat.
    private static string Key(HttpRequest request, string action)
    {
        if (HttpMethods.IsPost(request.Method)
            && request.HasFormContentType
            && !request.HttpContext.Items.ContainsKey(typeof(DsrFormTagHelper))
            && string.Equals(action, request.PathBase + request.Path + request.QueryString, StringComparison.OrdinalIgnoreCase)
            && request.Form[KeyField].ToString() is { Length: 32 } posted
            && posted.All(char.IsAsciiHexDigitLower))
        {
            request.HttpContext.Items[typeof(DsrFormTagHelper)] = true;
            return posted;
        }

        return RandomNumberGenerator.GetHexString(32, lowercase: true);
    }
}
