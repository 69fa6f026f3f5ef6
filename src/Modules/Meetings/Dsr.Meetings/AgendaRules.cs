namespace Dsr.Meetings;

/// <summary>What the copy knows of a person when an agenda builds itself.</summary>
internal sealed record Candidate(
    Guid Id, string Reference, string Initials, string FirstName, string LastName, DateOnly BornOn, string? OwnerName, string? Rating, string? RatingFrom, DateOnly? RatingSinceOn,
    DateOnly RegisteredOn, string Route, DateOnly LastUpdateOn, DateOnly? LastDiscussedOn, DateOnly? CarriedFromOn,
    string? AuthorityKind, DateOnly? AuthorityEndsOn, DateOnly? OldestActionDueOn, bool Asked);

/// <summary>The dates that an agenda is built for: today, the meeting's, those of the meetings before and after it.</summary>
internal sealed record AgendaDates(DateOnly Today, DateOnly MetOn, DateOnly? PreviousOn, DateOnly? NextOn);

/// <summary>Who is on a tracking meeting's agenda and why (domain 6.1): red and amber every time, green when its interval is up, blue monthly, whoever is new, late or about to lose authority; all of it by the area's focus.</summary>
internal static class AgendaRules
{
    /// <summary>Why the person is on the agenda, the weightiest first; empty when no rule puts them there.</summary>
    public static IReadOnlyList<string> Why(Candidate person, MeetingsArea area, AgendaDates dates)
    {
        var why = new List<string>();
        if (person.Rating is null) why.Add("Not rated yet");
        else if (area.FocusRatings.Contains(person.Rating) && IsTurn(person, area, dates)) why.Add(Word.Rating(person.Rating));

        if (IsNew(person, dates)) why.Add(area.FirstMeetingWithPerson ? "New referral: first meeting with the person and family" : "New referral");
        if (RatingMoved(person, dates)) why.Add($"Rating changed from {person.RatingFrom} to {person.Rating} on {Word.Day(person.RatingSinceOn!.Value, dates.MetOn)}");
        if (person.CarriedFromOn is { } carried) why.Add($"Carried over from {Word.Day(carried, dates.MetOn)}");
        if (person.Asked) why.Add($"{area.Exceptional.Name} asked for");
        if (person.AuthorityEndsOn is { } ends && ends <= (dates.NextOn ?? dates.MetOn.AddDays(28)))
            why.Add($"{(person.AuthorityKind?.Contains("best", StringComparison.Ordinal) == true ? "Best interests decision" : "Consent")} ends {Word.Day(ends, dates.MetOn)}");
        if (UpdateDueOn(person, area) is var due && due < dates.Today) why.Add($"Update {Word.Days(dates.Today.DayNumber - due.DayNumber)} late");
        if (person.OldestActionDueOn is { } action && action < dates.Today) why.Add($"Action {Word.Days(dates.Today.DayNumber - action.DayNumber)} late");
        return why;
    }

    /// <summary>Why no rule put the person on the agenda.</summary>
    public static string WhyNot(Candidate person, MeetingsArea area, AgendaDates dates)
        => person.Rating is { } rating && area.FocusRatings.Contains(rating)
            ? $"{Word.Rating(rating)}: due again from {Words.Date(TurnOn(person, area))}"
            : $"{Word.Rating(person.Rating)}: this meeting is about people who are {string.Join(" and ", area.FocusRatings)}";

    /// <summary>The day on which an update by a person falls due.</summary>
    public static DateOnly UpdateDueOn(Candidate person, MeetingsArea area) => person.LastUpdateOn.AddDays(area.IntervalDays.Of(person.Rating));

    /// <summary>Minutes that a person is given (ui.md 8.7).</summary>
    public static int Minutes(Candidate person, IReadOnlyList<string> why) => why.Any(each => each.StartsWith("New referral", StringComparison.Ordinal)) ? 12 : person.Rating switch
    {
        "red" => 10,
        "green" => 3,
        _ => 6,
    };

    /// <summary>The order of a rule: rating changes first where the area says so, then by urgency, then whoever waited longest.</summary>
    public static (int, int, int) Order(Candidate person, MeetingsArea area, AgendaDates dates)
        => (area.RatingChangesFirst && RatingMoved(person, dates) ? 0 : 1,
            person.Rating switch { "red" => 0, null => 1, "amber" => 2, "blue" => 3, _ => 4 },
            person.LastDiscussedOn?.DayNumber ?? 0);

    private static bool IsTurn(Candidate person, MeetingsArea area, AgendaDates dates) => person.Rating is "red" or "amber" || TurnOn(person, area) <= dates.MetOn;

    private static DateOnly TurnOn(Candidate person, MeetingsArea area) => (person.LastDiscussedOn ?? person.RegisteredOn).AddDays(area.IntervalDays.Of(person.Rating));

    // a person who was on a sheet already is no new referral
    private static bool IsNew(Candidate person, AgendaDates dates)
        => person.LastDiscussedOn is null && person.Route != "import" && person.RegisteredOn >= (dates.PreviousOn ?? dates.MetOn.AddDays(-28));

    private static bool RatingMoved(Candidate person, AgendaDates dates)
        => person is { RatingFrom: not null, RatingSinceOn: { } since } && since >= (dates.PreviousOn ?? dates.MetOn.AddDays(-28)) && (person.LastDiscussedOn is null || since > person.LastDiscussedOn);
}
