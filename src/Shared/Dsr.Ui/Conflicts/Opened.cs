using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dsr.Ui;

/// <summary>What a form with a row version showed when it was opened; it travels with the form, so that a lost race can say what changed meanwhile.</summary>
internal sealed record Opened(long At, List<OpenedField> Fields)
{
    internal const string Field = "_opened";

    internal string Write() => JsonSerializer.Serialize(this);

    /// <summary>What the posted form carried; null where it carried nothing that can be read.</summary>
    internal static Opened? Of(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.Form[Field].ToString() is not { Length: > 0 } posted) return null;
        try
        {
            return JsonSerializer.Deserialize<Opened>(posted) is { Fields: not null } opened && opened.Fields.TrueForAll(field => field is { Name: not null, Label: not null, Value: not null }) ? opened : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record OpenedField(string Name, string Label, string Value);
