namespace Dsr.Referrals;

/// <summary>Why something that was sent is held back until somebody of the team has read it. Whoever sent it is not told: a person loses nothing, and a program learns nothing.</summary>
internal static class SelfSpam
{
    public const int LeastSeconds = 3;

    /// <summary>Reasons, in words for the team; empty for what goes straight to them.</summary>
    public static IReadOnlyList<string> Reasons(bool trapped, TimeSpan took, IEnumerable<string> typed, bool manyToday)
    {
        List<string> why = [];
        if (trapped) why.Add("A box was filled in that no person sees");
        if (took.TotalSeconds < LeastSeconds) why.Add("It was filled in faster than a person can");
        if (Links(typed) > 2) why.Add("It holds several web addresses");
        if (manyToday) why.Add("Many were sent today");
        return why;
    }

    private static int Links(IEnumerable<string> typed)
        => typed.Sum(text => text.Split("http://", StringSplitOptions.None).Length + text.Split("https://", StringSplitOptions.None).Length - 2);
}
