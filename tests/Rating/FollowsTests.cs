using Dsr.Rating;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Rating;

/// <summary>The national table of domain 1.4, with the clocks of 1.5 and 1.8, the keyworker of 1.9 and the intervals of 1.10.</summary>
public sealed class FollowsTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    private static readonly DateOnly Adult = new(1990, 5, 2);

    private static readonly DateOnly Child = new(2010, 5, 2);

    [Fact] // domain 1.4
    public void Red_must_have_a_review_in_10_working_days_a_keyworker_up_to_25_and_the_next_agenda()
    {
        foreach (var area in AreaTests.Shipped.All)
        {
            var follows = At(area.Key, "red", Child);
            follows.Select(follow => follow.Kind).ShouldBe([FollowKind.CommunityReview, FollowKind.Keyworker, FollowKind.Agenda, FollowKind.OwnerReview]);
            follows[0].Words.ShouldBe("A Care (Education) and Treatment Review must take place");
            follows[0].DueOn.ShouldBe(new DateOnly(2026, 12, 4));
            follows[0].Rule.ShouldBe("Offer it, and ask for consent to this one: each is asked for afresh. 10 working days from 20 November 2026 (Local standard: no source gives a number)");
        }
    }

    [Fact] // domain 1.4
    public void Amber_asks_for_a_multi_agency_meeting_or_a_review_and_a_keyworker()
    {
        var follows = At("sunderland", "amber", Child);
        follows.Select(follow => follow.Kind).ShouldBe([FollowKind.MultiAgencyMeeting, FollowKind.Keyworker, FollowKind.OwnerReview]);
        follows[0].DueOn.ShouldBeNull();
        follows[0].Rule.ShouldBe("");
    }

    [Fact] // domain 1.4
    public void Green_names_the_partners_of_a_review()
        => At("sunderland", "green", Child).Select(follow => follow.Kind).ShouldBe([FollowKind.Partners, FollowKind.OwnerReview]);

    [Fact] // domain 1.9: 0 to 25
    public void A_keyworker_is_asked_for_up_to_and_with_25()
    {
        for (var age = 0; age < 90; age++)
            At("sunderland", "red", Today.AddYears(-age)).Any(follow => follow.Kind == FollowKind.Keyworker).ShouldBe(age <= 25, $"{age}");
        At("sunderland", "red", new DateOnly(2000, 11, 21)).Any(follow => follow.Kind == FollowKind.Keyworker).ShouldBeTrue();
        At("sunderland", "red", new DateOnly(2000, 11, 20)).Any(follow => follow.Kind == FollowKind.Keyworker).ShouldBeFalse();
    }

    [Theory] // domain 1.10
    [InlineData("red", 14)]
    [InlineData("amber", 28)]
    [InlineData("green", 90)]
    [InlineData("blue", 28)]
    public void The_owner_reviews_the_entry_at_the_ratings_interval(string rating, int days)
        => At("sunderland", rating, Adult)[^1].Words.ShouldBe($"The owner adds an update at least every {days} days");

    [Fact] // domain 1.2, 1.5, 2.4: "CTRs: adults without an EHCP"
    public void An_adult_with_an_education_health_and_care_plan_has_a_CETR_by_a_childs_clock_and_visits_by_an_adults()
    {
        var young = Today.AddYears(-19);
        DateOnly? Review(bool plan, bool? reviewed) => At("sunderland", "blue", young, new Stay(Today, true, false, reviewed, plan)).Single(follow => follow.Kind == FollowKind.InpatientReview).DueOn;
        Review(false, false).ShouldBe(Today.AddDays(28));
        Review(true, false).ShouldBe(Today.AddDays(14));
        Review(false, true).ShouldBe(Today.AddMonths(6));
        Review(true, true).ShouldBe(Today.AddMonths(3));
        At("sunderland", "blue", young, new Stay(Today, true, false, null, true)).Single(follow => follow.Kind == FollowKind.Visits).DueOn.ShouldBe(Today.AddDays(56));
        var next = Follows.NextReview(Rules("sunderland").Times, "Again", new Stay(Today, true, false, true, true), young, Today);
        (next.DueOn, next.Rule.StartsWith("A CETR, because of the education, health and care plan. 3 months", StringComparison.Ordinal)).ShouldBe((Today.AddMonths(3), true));

        // asked from the 18th birthday until the day before the 26th
        for (var age = 0; age < 40; age++) AdmissionForm.AsksPlan(Today.AddYears(-age), Today).ShouldBe(age is >= 18 and <= 25, $"{age}");
        Should.Throw<RefusedException>(() => new AdmissionForm { AdmittedOn = Today }.Refuse("Jo", young)).Faults.ShouldHaveSingleItem().Error.ShouldBe("Select yes if they have an education, health and care plan");
        new AdmissionForm { AdmittedOn = Today, Plan = "not-known" }.Refuse("Jo", young);
        new AdmissionForm { AdmittedOn = Today }.Refuse("Jo", Adult);
    }

    [Theory] // domain 1.8
    [InlineData(false, "2027-01-15")]
    [InlineData(true, "2027-01-01")]
    public void A_hospital_out_of_the_area_is_visited_every_6_weeks_for_a_child_and_8_for_an_adult(bool child, string due)
    {
        var visits = At("sunderland", "blue", child ? Child : Adult, new Stay(Today, true, false, null)).Single(follow => follow.Kind == FollowKind.Visits);
        visits.DueOn.ShouldBe(DateOnly.Parse(due));
        visits.Rule.ShouldBe($"The hospital is out of the area. {(child ? 6 : 8)} weeks from 20 November 2026 (NHS England, for a hospital out of the area)");
    }

    [Fact] // domain 1.8
    public void A_hospital_in_the_area_has_no_visits_clock_and_an_unknown_one_says_so()
    {
        At("sunderland", "blue", Adult, new Stay(Today, false, false, null)).ShouldNotContain(follow => follow.Kind == FollowKind.Visits);
        var unknown = At("sunderland", "blue", Adult).Single(follow => follow.Kind == FollowKind.Visits);
        unknown.DueOn.ShouldBeNull();
        unknown.Rule.ShouldBe("Whether the hospital is in the area is not known.");
    }

    [Theory] // domain 1.5
    [InlineData(true, false, false, "2026-12-04")]
    [InlineData(false, false, false, "2026-12-18")]
    [InlineData(false, true, false, "2026-12-18")]
    [InlineData(true, false, true, "2027-02-20")]
    [InlineData(false, false, true, "2027-05-20")]
    [InlineData(false, true, true, "2027-11-20")]
    public void The_first_inpatient_review_is_soon_without_a_community_one_and_at_the_interval_with_one(bool child, bool secure, bool reviewed, string due)
    {
        // recorded ten days late: the clock began at the admission
        var follows = Follows.From(Rules("sunderland"), Intervals("sunderland"), "blue", child ? Child : Adult, Today.AddDays(10), new Stay(Today, false, secure, reviewed));
        var review = follows.Single(follow => follow.Kind == FollowKind.InpatientReview);
        review.DueOn.ShouldBe(DateOnly.Parse(due));
        review.Rule.ShouldStartWith(reviewed ? "There was a review before the admission." : "There was no review before the admission.");
    }

    [Fact] // domain 1.6
    public void An_emergency_protocol_meeting_is_never_counted_as_a_review()
    {
        Stay.WasReviewed("cetr").ShouldBe(true);
        Stay.WasReviewed("laep").ShouldBe(false);
        Stay.WasReviewed("none").ShouldBe(false);
        Stay.WasReviewed("not-known").ShouldBeNull();
        At("sunderland", "blue", Adult, new Stay(Today, false, false, null)).Single(follow => follow.Kind == FollowKind.InpatientReview)
            .Rule.ShouldStartWith("Whether there was a review before the admission is not known. 28 days from");
    }

    [Fact] // domain 1.8: from the last visit, or the admission
    public void The_next_visit_is_counted_from_the_last_one_and_only_out_of_the_area()
    {
        var clocks = Rules("sunderland").Times;
        Follows.NextVisit(clocks, new Stay(Today, true, false, null), Adult, null).ShouldBe(new DateOnly(2027, 1, 15));
        Follows.NextVisit(clocks, new Stay(Today, true, false, null), Adult, Today.AddDays(7)).ShouldBe(new DateOnly(2027, 1, 22));
        Follows.NextVisit(clocks, new Stay(Today, true, false, null), Child, Today.AddDays(7)).ShouldBe(new DateOnly(2027, 1, 8));
        // 18 on the day of the visit is an adult
        Follows.NextVisit(clocks, new Stay(Today, true, false, null), new DateOnly(2008, 11, 27), Today.AddDays(7)).ShouldBe(new DateOnly(2027, 1, 22));
        Follows.NextVisit(clocks, new Stay(Today, false, false, null), Adult, null).ShouldBeNull();
        Follows.NextVisit(clocks, new Stay(Today, null, false, null), Adult, null).ShouldBeNull();
    }

    [Fact] // domain 1.5: repeat inpatient reviews
    public void After_a_review_in_hospital_the_next_is_counted_from_it()
    {
        var clocks = Rules("sunderland").Times;
        Follows.NextReview(clocks, "Again", new Stay(Today, null, false, true), Adult, Today.AddDays(5)).ShouldBe(new Followed(FollowKind.InpatientReview, "Again", new DateOnly(2027, 5, 25), "6 months from 25 November 2026, the last review (NHS England, 2017)"));
        Follows.NextReview(clocks, "Again", new Stay(Today, null, true, true), Adult, Today).DueOn.ShouldBe(new DateOnly(2027, 11, 20));
        Follows.NextReview(clocks, "Again", new Stay(Today, null, true, true), Child, Today).DueOn.ShouldBe(new DateOnly(2027, 2, 20));
        Followed.KeyOf(FollowKind.InpatientReview).ShouldBe("inpatient-review");
    }

    private static RatingArea Rules(string area) => AreaTests.Shipped[area].Section<RatingArea>("rating");

    private static ReviewIntervals Intervals(string area) => AreaTests.Shipped[area].Section<ReviewIntervals>("referrals");

    private static IReadOnlyList<Followed> At(string area, string rating, DateOnly born, Stay? stay = null) => Follows.From(Rules(area), Intervals(area), rating, born, Today, stay);
}
