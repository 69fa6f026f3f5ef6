using System.ComponentModel.DataAnnotations;

namespace Dsr.Referrals;

internal enum SelfKind
{
    Text,
    Long,
    Choice,
    Ticks,
    Date,
    People,
}

internal enum SelfRule
{
    None,
    Email,
    Phone,
    Postcode,
    NhsNumber,
    Name,
}

/// <summary>One answer of a choice; its fields are asked when it is chosen.</summary>
internal sealed record SelfOption(string Value, string Label, string? Hint = null, bool Exclusive = false, params IReadOnlyList<SelfField> Fields);

/// <summary>
/// One control of the self-referral. <paramref name="Missing"/> is the error when it is left empty; null lets it be. <paramref name="Thing"/> is its name in
/// other errors and on the page that is checked.
/// </summary>
internal sealed record SelfField(string Key, SelfKind Kind, string Label, string Thing, string? Missing = null)
{
    public const string UnknownCharacters = "must not include characters that cannot be shown";

    public string? Hint { get; init; }

    /// <summary>The question in easy read, where it differs.</summary>
    public string? Easy { get; init; }

    /// <summary>What stands before the control in easy read: one idea a sentence.</summary>
    public IReadOnlyList<string> EasyWords { get; init; } = [];

    public string Picture { get; init; } = "question";

    public int Max { get; init; } = 200;

    public SelfRule Rule { get; init; }

    public string Type { get; init; } = "text";

    public string? Autocomplete { get; init; }

    public int? Width { get; init; }

    public IReadOnlyList<SelfOption> Options { get; init; } = [];

    /// <summary>The field and those that its answers ask for.</summary>
    public IEnumerable<SelfField> Shown(SelfAnswers answers)
        => Options.Where(option => answers.All(Key).Contains(option.Value)).SelectMany(option => option.Fields).SelectMany(field => field.Shown(answers)).Prepend(this);

    /// <summary>The field and all that any answer could ask for.</summary>
    public IEnumerable<SelfField> Whole => Options.SelectMany(option => option.Fields).SelectMany(each => each.Whole).Prepend(this);

    /// <summary>The key of the form's value, for errors.</summary>
    public string Name => Kind switch
    {
        SelfKind.Ticks => $"Self.Ticked[{Key}]",
        SelfKind.Date => "Self.Born",
        SelfKind.People => "Self.People[0].Name",
        _ => $"Self.Text[{Key}]",
    };

    /// <summary>What is wrong with the answers to this field alone.</summary>
    public IEnumerable<(string Name, string Error)> Faults(SelfAnswers answers, DateOnly today)
    {
        if (Kind == SelfKind.People) return PeopleFaults(answers);
        return Fault(answers, today) is { } error ? [(Name, error)] : [];
    }

    private string? Fault(SelfAnswers answers, DateOnly today)
    {
        var typed = answers.Text(Key);
        if (Kind is SelfKind.Choice or SelfKind.Ticks)
        {
            var chosen = answers.All(Key);
            if (chosen.Count == 0 || (Kind == SelfKind.Choice && typed.Length == 0)) return Missing;
            return chosen.All(value => Options.Any(option => option.Value == value)) && (Kind == SelfKind.Ticks || chosen.Count == 1) ? null : Missing ?? $"Select {Thing} from the list";
        }
        if (Kind == SelfKind.Date) return answers.Born is { } born ? born > today ? $"{Capital} must be in the past" : born < today.AddYears(-120) ? $"{Capital} must be in the last 120 years" : null : Missing;
        if (string.IsNullOrWhiteSpace(typed) && (Missing is not null || Plain(typed, Kind == SelfKind.Long))) return Missing;
        if (typed.Length > Max) return $"{Capital} must be {Words.Number(Max)} characters or less";
        if (!Plain(typed, Kind == SelfKind.Long)) return $"{Capital} {UnknownCharacters}";
        return Rule switch
        {
            SelfRule.Email when !MailAddressRule.Allows(typed.Trim()) => "Enter an email address in the correct format, like name@example.com",
            SelfRule.Phone when !IsPhone(typed) => "Enter a phone number, like 01632 960 001 or 07700 900 982",
            SelfRule.Postcode when !PostCode.TryParse(typed, out _) => PostCode.Message,
            SelfRule.NhsNumber when NhsNumber.Read(typed, out _) is not NhsNumberFault.None and var fault => fault.Message(),
            SelfRule.Name when NameKey.Of(typed).Length == 0 => Missing,
            _ => null,
        };
    }

    private IEnumerable<(string Name, string Error)> PeopleFaults(SelfAnswers answers)
    {
        var helpers = answers.Helpers;
        for (var at = 0; at < helpers.Count; at++)
        {
            var each = new[] { ("Name", helpers[at].Name), ("Job", helpers[at].Job), ("Phone", helpers[at].Phone) };
            if (string.IsNullOrWhiteSpace(helpers[at].Name)) yield return ($"Self.People[{at}].Name", "Enter the name of the person who helps");
            foreach (var (part, typed) in each)
            {
                if (typed.Length > 200) yield return ($"Self.People[{at}].{part}", $"{part} must be 200 characters or less");
                else if (!Plain(typed, lines: false)) yield return ($"Self.People[{at}].{part}", $"{part} {UnknownCharacters}");
            }
        }
    }

    private string Capital => ReferralContent.Capital(Thing);

    /// <summary>No control characters: what is kept can be shown, printed and read back as it was typed.</summary>
    public static bool Plain(string typed, bool lines) => typed.All(character => !char.IsControl(character) || (lines && character is '\n' or '\r' or '\t'));

    public static bool IsPhone(string typed)
    {
        var digits = typed.Count(char.IsAsciiDigit);
        return digits is >= 10 and <= 15 && typed.All(character => char.IsAsciiDigit(character) || character is ' ' or '+' or '(' or ')' or '-' or '.');
    }
}

/// <summary>One page of the journey: a question, or a tight group of them.</summary>
internal sealed record SelfAsk(string Key, string Heading, params IReadOnlyList<SelfField> Fields)
{
    /// <summary>Words before the question: a partial view.</summary>
    public string? View { get; init; }

    /// <summary>Its part of the page that is checked.</summary>
    public string Card { get; init; } = "";

    public IEnumerable<SelfField> Shown(SelfAnswers answers) => Fields.SelectMany(field => field.Shown(answers));

    public IReadOnlyList<(string Name, string Error)> Faults(SelfAnswers answers, DateOnly today) => [.. Shown(answers).SelectMany(field => field.Faults(answers, today))];
}

/// <summary>What a page of the journey posts.</summary>
internal sealed class SelfForm
{
    public Dictionary<string, string> Text { get; set; } = new(StringComparer.Ordinal);

    public Dictionary<string, List<string>> Ticked { get; set; } = new(StringComparer.Ordinal);

    [Display(Name = "Date of birth")]
    public DateOnly? Born { get; set; }

    public List<SelfHelper> People { get; set; } = [];

    /// <summary>A box that no person sees: who fills it is a program.</summary>
    public string Website { get; set; } = "";

    /// <summary>What the page of this question says, and nothing else that was posted.</summary>
    public IEnumerable<KeyValuePair<string, string[]>> Of(SelfAsk ask)
        => ask.Fields.SelectMany(field => field.Whole).Select(field => KeyValuePair.Create(field.Key, field.Kind switch
        {
            SelfKind.Ticks => Ticked.TryGetValue(field.Key, out var ticked) ? [.. ticked.Where(value => value is not null).Distinct()] : [],
            SelfKind.Date => Born is { } born ? [Sql.Text(born)] : [],
            SelfKind.People => [.. People.Where(person => person is { IsEmpty: false }).Select(person => person.Written)],
            _ => Text.TryGetValue(field.Key, out var typed) && !string.IsNullOrEmpty(typed) ? [typed] : Array.Empty<string>(),
        }));

    /// <summary>Holds what was answered, for the page to show.</summary>
    public void Show(SelfAsk ask, SelfAnswers answers)
    {
        foreach (var field in ask.Fields.SelectMany(field => field.Whole))
        {
            Text.TryAdd(field.Key, answers.Text(field.Key));
            Ticked.TryAdd(field.Key, [.. answers.All(field.Key)]);
            if (field.Kind == SelfKind.Date) Born ??= answers.Born;
            if (field.Kind == SelfKind.People && People.Count == 0) People = [.. answers.Helpers];
        }
    }
}
