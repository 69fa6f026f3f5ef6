namespace Dsr.Consent;

/// <summary>The choices of a decision's form, as stored and as shown.</summary>
internal static class DecisionWords
{
    public static readonly IReadOnlyList<(string Key, string Words)> HowGiven =
        [("in-person", "In person"), ("phone", "By phone"), ("video", "By video call"), ("letter", "By letter"), ("link", "On the page we sent them"), ("meeting", "At a meeting")];

    public const string Notice = "notice";

    public static readonly IReadOnlyList<(string Key, string Words)> GivenToHelp =
        [(Notice, "Privacy notice"), ("leaflet", "Leaflet"), ("easy-read", "Easy read"), ("video", "Video"), ("talked-through", "Talked through with someone"), ("own-format", "Another format that suits them")];

    public static readonly IReadOnlyList<(string Key, string Words)> MayBeTold =
        [("health", "Health services"), ("social-care", "Social care"), ("education", "Education"), ("family", "Family or carers"), ("police", "Police and criminal justice"), ("voluntary", "Voluntary organisations")];

    public static string Of(IReadOnlyList<(string Key, string Words)> choices, string key) => choices.FirstOrDefault(choice => choice.Key == key).Words ?? key;

    public static string Of(IReadOnlyList<(string Key, string Words)> choices, IEnumerable<string> keys)
        => string.Join(", ", choices.Where(choice => keys.Contains(choice.Key)).Select(choice => choice.Words));

    public static string Kind(string? key, ConsentArea rules) => key is null ? "Not recorded" : rules.Kinds.FirstOrDefault(kind => kind.Key == key)?.Words ?? key;
}
