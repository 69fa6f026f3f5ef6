namespace Dsr.Meetings;

/// <summary>Section <c>meetings</c>: the area's series, its agenda and feedback rules, exceptional meetings and C(E)TR clocks.</summary>
internal sealed record MeetingsArea(
    string Name,
    MeetingsArea.SeriesRule Series,
    IReadOnlyList<string> FocusRatings,
    bool RatingChangesFirst,
    bool FirstMeetingWithPerson,
    MeetingsArea.RatingDays IntervalDays,
    int FeedbackWorkingDays,
    int PapersCloseWorkingDays,
    MeetingsArea.ExceptionalRule Exceptional,
    MeetingsArea.QuorumRule Quorum,
    MeetingsArea.CetrRule Cetr) : IAreaSection
{
    public IEnumerable<AreaFault> Faults()
    {
        if (Series.End <= Series.Start) yield return new("series.end", "should be after start");
        if (Series.Pattern.Fault() is { } words) yield return new("series.pattern", words);
        if (FocusRatings.Count == 0 || FocusRatings.Any(rating => rating is not ("red" or "amber" or "green" or "blue"))) yield return new("focusRatings", "should be of red, amber, green, blue");
        if (new[] { IntervalDays.Red, IntervalDays.Amber, IntervalDays.Green, IntervalDays.Blue }.Any(days => days < 1)) yield return new("intervalDays", "should be 1 or more for each rating");
        if (FeedbackWorkingDays < 1) yield return new("feedbackWorkingDays", "should be 1 or more");
        if (PapersCloseWorkingDays < 0) yield return new("papersCloseWorkingDays", "should be 0 or more");
        if (Exceptional.RequiredItems.Count == 0) yield return new("exceptional.requiredItems", "is empty. Name what a request must say");
    }

    /// <summary>Days after which an update counts as late, and after which a green or blue person is discussed again (domain 1.10).</summary>
    internal sealed record RatingDays(int Red, int Amber, int Green, int Blue)
    {
        public int Of(string? rating) => rating switch { "amber" => Amber, "green" => Green, "blue" => Blue, _ => Red };
    }

    internal sealed record SeriesRule(MeetingPattern Pattern, TimeOnly Start, TimeOnly End);

    /// <param name="Name">What the area calls it, as a heading: "Meeting by Exception".</param>
    /// <param name="TeamMeetingFirst">A meeting without the DSR team comes first; a request says why it does not.</param>
    internal sealed record ExceptionalRule(string Name, string Words, bool TeamMeetingFirst, IReadOnlyList<RequiredItem> RequiredItems);

    internal enum RequiredItem
    {
        FullName,
        Purpose,
        WhoToInvite,
        WhyNotTeamMeeting,
    }

    /// <param name="Kinds">Kinds of organisation that must be present.</param>
    /// <param name="ForYoungPeople">And these, where anyone discussed is under 18 or has an education, health and care plan.</param>
    internal sealed record QuorumRule(IReadOnlyList<string> Kinds, IReadOnlyList<string> ForYoungPeople);

    /// <summary>Policy clocks of domain 1.4, 1.5 and 1.8; a child is under 18 or has an education, health and care plan.</summary>
    internal sealed record CetrRule(
        int CommunityWorkingDays,
        int AfterAdmissionDaysChild,
        int AfterAdmissionDaysAdult,
        int RepeatMonthsChild,
        int RepeatMonthsAdult,
        int RepeatMonthsSecure,
        int VisitWeeksChild,
        int VisitWeeksAdult);
}
