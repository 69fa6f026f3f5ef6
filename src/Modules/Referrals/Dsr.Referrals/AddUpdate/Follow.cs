namespace Dsr.Referrals;

/// <summary>What an update may lead on to (8.4): each is a journey of its own, begun after the update is saved.</summary>
internal static class Follow
{
    public static readonly IReadOnlyList<(string Key, string Words, string Path)> All =
    [
        ("rating", "Change the rating", "ratings/change"),
        ("admission", "Record an admission to hospital", "ratings/admission"),
        ("action", "Add an action", "actions/add"),
        ("meeting", "Ask for a meeting", "meeting-request"),
        ("move", "Record that they have moved home or placement", "placements/add"),
        ("consent", "Record that consent has changed", "authority"),
        ("removal", "Ask to come off the register", "removal/ask"),
        ("leaving", "I am leaving this case", "leave"),
    ];

    public static string Address(string reference, string key) => Links.Person.Page(reference, All.First(each => each.Key == key).Path);
}
