using System.Globalization;
using System.Text;

namespace Dsr.Access;

/// <summary>An action of the audit in words: <c>RatingChanged</c> is "Rating changed", <c>people/{ref}/updates</c> is "Looked at updates".</summary>
internal static class AuditWords
{
    public static string Of(AuditRow row)
    {
        var words = row.Action.StartsWith("people/{ref", StringComparison.Ordinal)
            ? "Record: " + (row.Action.Length > "people/{ref}/".Length ? row.Action["people/{ref}/".Length..].Replace('/', ' ').Replace('-', ' ') : "summary")
            : Spaced(row.Action.Replace('.', ' ').Replace('-', ' ').Replace('_', ' ').Replace('/', ' '));
        return words;
    }

    public static string Kind(string kind) => kind switch { "read" => "Looked", "write" => "Did", _ => "Refused" };

    public static string Colour(string kind) => kind switch { "read" => "white", "write" => "blue", _ => "red" };

    public static string Basis(string? basis) => basis switch
    {
        "area_team" => "DSR team",
        "owner" => "Owner",
        "referrer_of" => "Referrer",
        "named_professional" => "Named professional",
        "org_involved" => "Organisation involved",
        "on_agenda" => "On the agenda",
        "override" => "Without consent, on another lawful ground",
        null => "",
        _ => basis,
    };

    private static string Spaced(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append(' ').Append(char.ToLowerInvariant(letter));
            else text.Append(text.Length == 0 ? char.ToUpper(letter, CultureInfo.InvariantCulture) : letter);
        }
        return text.ToString();
    }
}
