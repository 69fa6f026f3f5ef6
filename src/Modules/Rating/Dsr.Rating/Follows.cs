using System.Text.Json.Serialization;

namespace Dsr.Rating;

/// <summary>What follows from a rating, with the day it is due and the rule that says so (domain 1.4, 1.5, 1.9, 1.10).</summary>
internal static class Follows
{
    /// <summary>What a rating asks for at an age, before anything is known of a hospital.</summary>
    public static IReadOnlyList<Followed> From(RatingArea rules, ReviewIntervals intervals, string rating, DateOnly born, DateOnly since, Stay? stay = null)
    {
        var age = Anniversary.Age(born, since);
        return
        [
            .. rules.Of(rating).Follows.Where(follow => age <= (follow.ToAge ?? int.MaxValue)).Select(follow => Dated(rules.Times, follow, born, since, stay)).OfType<Followed>(),
            new(FollowKind.OwnerReview, $"The owner adds an update at least every {intervals.Of(rating)} days", null, "The area's review interval for this rating"),
        ];
    }

    /// <summary>The next visit after one on site, or after the admission where there was none; null where the hospital is in the area or nobody knows.</summary>
    public static DateOnly? NextVisit(Clocks clocks, Stay stay, DateOnly born, DateOnly? visited) => stay.OutOfArea == true ? clocks.Due(ClockKind.Visit, visited ?? stay.AdmittedOn, born, stay.Secure) : null;

    /// <summary>The review after one that was held in hospital.</summary>
    public static Followed NextReview(Clocks clocks, string words, Stay stay, DateOnly born, DateOnly held)
    {
        var row = clocks.Find(ClockKind.RepeatReview, held, born, stay.Secure, stay.HasPlan);
        return new(FollowKind.InpatientReview, words, row?.Due(held), row is null ? "" : $"{stay.Review}{row.Words} from {Words.Date(held)}, the last review ({row.Source})");
    }

    private static Followed? Dated(Clocks clocks, RatingArea.Follow follow, DateOnly born, DateOnly since, Stay? stay)
    {
        var inside = stay?.AdmittedOn ?? since;
        switch (follow.Kind)
        {
            case FollowKind.CommunityReview:
                return With(follow, clocks.Find(ClockKind.CommunityReview, since, born), since, "Offer it, and ask for consent to this one: each is asked for afresh. ");
            case FollowKind.Visits:
                // the visits clock is for a hospital out of the area
                return stay?.OutOfArea switch
                {
                    true => With(follow, clocks.Find(ClockKind.Visit, inside, born, stay.Secure), inside, "The hospital is out of the area. "),
                    false => null,
                    null => With(follow, null, inside, "Whether the hospital is in the area is not known."),
                };
            case FollowKind.InpatientReview:
                // a Local Area Emergency Protocol meeting is never counted as a C(E)TR
                return stay?.Reviewed == true
                    ? With(follow, clocks.Find(ClockKind.RepeatReview, inside, born, stay.Secure, stay.HasPlan), inside, stay.Review + "There was a review before the admission. ")
                    : With(follow, clocks.Find(ClockKind.ReviewAfterAdmission, inside, born, stay?.Secure == true, stay?.HasPlan == true), inside, stay?.Review + (stay?.Reviewed is null ? "Whether there was a review before the admission is not known. " : "There was no review before the admission. "));
            default:
                return With(follow, null, since, "");
        }
    }

    private static Followed With(RatingArea.Follow follow, Clocks.Row? row, DateOnly since, string words)
        => new(follow.Kind, follow.Words, row?.Due(since), row is null ? words.TrimEnd() : $"{words}{row.Words} from {Words.Date(since)} ({row.Source})");
}

/// <summary>One thing that follows.</summary>
/// <param name="Rule">The rule of the day it is due, in words; empty where there is none.</param>
internal sealed record Followed(FollowKind Kind, string Words, DateOnly? DueOn, string Rule)
{
    /// <summary>The kind as a row keeps it.</summary>
    public string Key => KeyOf(Kind);

    public static string KeyOf(FollowKind kind) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}

/// <summary>What the clocks of blue ask about a stay in hospital.</summary>
/// <param name="HasPlan">An adult with an education, health and care plan.</param>
/// <param name="Reviewed">There was a community C(E)TR before the admission; an LAEP meeting is not one (domain 1.6). Null where it is not known.</param>
internal sealed record Stay(DateOnly AdmittedOn, bool? OutOfArea, bool Secure, bool? Reviewed, bool HasPlan = false)
{
    /// <summary>What a review of somebody with a plan is, said before its clock.</summary>
    public string Review => HasPlan ? "A CETR, because of the education, health and care plan. " : "";

    public static bool? WasReviewed(string key) => key switch { "cetr" => true, "laep" or "none" => false, _ => null };
}

/// <summary>Of section <c>referrals</c>, which Referrals checks: the days between updates.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record ReviewIntervals(ReviewIntervals.Days ReviewDays)
{
    public int Of(string rating) => rating switch { "red" => ReviewDays.Red, "amber" => ReviewDays.Amber, "green" => ReviewDays.Green, _ => ReviewDays.Blue };

    internal sealed record Days(int Red, int Amber, int Green, int Blue);
}
