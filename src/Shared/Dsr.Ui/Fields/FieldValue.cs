using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace Dsr.Ui;

/// <summary>What a field holds as text, and the property of a page behind a field's name.</summary>
internal static class FieldValue
{
    private const char Between = '\n';

    internal static string Plain(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string text => text.ReplaceLineEndings("\n").Trim(),
        IEnumerable many => string.Join(Between, many.Cast<object?>().Select(Plain)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>As people read it.</summary>
    internal static string Words(string plain, IReadOnlyDictionary<string, string> choices)
        => choices.Count > 0 ? string.Join(", ", plain.Split(Between).Select(each => choices.GetValueOrDefault(each, each)))
            : DateOnly.TryParseExact(plain, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Ui.Words.Date(date)
            : plain;

    /// <summary>The object and the property that a name such as <c>Edit.FirstName</c> stands for; null for a name that is no chain of properties.</summary>
    internal static (object Owner, PropertyInfo Property)? Find(object page, string name)
    {
        var (owner, parts) = (page, name.Split('.'));
        for (var place = 0; place < parts.Length; place++)
        {
            // the name came with the form: it reaches what forms bind, and nothing else
            if (owner.GetType().GetProperty(parts[place]) is not { CanRead: true } property || (place == 0 && !property.IsDefined(typeof(BindPropertyAttribute)))) return null;
            if (place == parts.Length - 1) return (owner, property);
            if (property.GetValue(owner) is not { } next) return null;
            owner = next;
        }
        return null;
    }
}
