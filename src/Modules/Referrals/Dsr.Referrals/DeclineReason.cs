namespace Dsr.Referrals;

/// <summary>Why a referral is not accepted (8.3), and what the person and referrer are told in plain words.</summary>
internal sealed record DeclineReason(string Code, string Label, string Plain)
{
    public static readonly IReadOnlyList<DeclineReason> All =
    [
        new("not-eligible", "Not eligible", "The register is not the right help for you now."),
        new("no-consent", "No consent or lawful decision", "Nobody can be on the register without saying yes, or without another decision that the law allows. We do not have one."),
        new("crisis-service-needed", "A crisis service is needed", "You need help more quickly than the register can give it."),
        new("other-service", "Another service is right", "Another service can help you better."),
        new("duplicate", "Duplicate", "We have this referral already."),
        new("not-enough-information", "Not enough information", "We do not know enough to decide."),
    ];

    public static readonly IReadOnlyList<string> Signposts =
        ["The GP surgery", "The community learning disability team", "Mental health services", "Adult or children's social care", "The school or college", "An advocate", "NHS 111, mental health option"];

    public static string Words(string? code) => All.FirstOrDefault(reason => reason.Code == code)?.Label ?? "";

    /// <summary>The message, the same for the person and the referrer. Saying no here changes no other care, and they may complain (8.3).</summary>
    public static string Message(string code, IReadOnlyList<string> signposts, string more, PublicArea.Contact complaints)
    {
        var lines = new List<string> { "We have decided about the referral to the Dynamic Support Register.", "We did not accept it. " + All.First(reason => reason.Code == code).Plain };
        if (signposts.Count > 0) lines.Add("These may help: " + string.Join("; ", signposts) + ".");
        if (!string.IsNullOrWhiteSpace(more)) lines.Add(more.Trim());
        lines.Add("This does not change the care you get now. You can be referred again.");
        var contact = string.Join(", ", new[] { complaints.Name, complaints.Email, complaints.Phone }.Where(part => !string.IsNullOrEmpty(part)));
        lines.Add($"If you think that this is wrong, you can ask us to look again, or complain to: {contact}.");
        return string.Join("\n\n", lines);
    }
}
