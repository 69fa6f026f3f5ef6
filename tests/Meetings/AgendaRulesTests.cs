using Dsr.Meetings;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Meetings;

public sealed class AgendaRulesTests
{
    private static readonly DateOnly MetOn = new(2026, 12, 3);

    private static readonly Candidate Calm = new(
        Guid.CreateVersion7(), "DR-TEST-0001", "J.A.", "Jordan", "Ashworth", new DateOnly(2001, 3, 14), "Priya Shah", "green", null, null,
        new DateOnly(2025, 1, 1), "professional", new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 5), null, "person", new DateOnly(2027, 6, 1), null, false);

    [Fact]
    public void Red_and_amber_are_on_every_agenda()
    {
        Why(Calm with { Rating = "red" }).ShouldBe(["Red"]);
        Why(Calm with { Rating = "amber" }).ShouldBe(["Amber"]);
    }

    [Fact]
    public void Green_comes_when_its_interval_is_up_and_blue_monthly()
    {
        Why(Calm).ShouldBeEmpty();
        Why(Calm with { LastDiscussedOn = MetOn.AddDays(-89) }).ShouldBeEmpty();
        Why(Calm with { LastDiscussedOn = MetOn.AddDays(-90) }).ShouldBe(["Green"]);
        Why(Calm with { Rating = "blue", LastDiscussedOn = MetOn.AddDays(-27) }).ShouldBeEmpty();
        Why(Calm with { Rating = "blue", LastDiscussedOn = MetOn.AddDays(-28) }).ShouldBe(["Blue"]);
    }

    [Fact]
    public void Sunderland_talks_about_red_and_amber_and_about_others_only_for_another_reason()
    {
        var due = Calm with { LastDiscussedOn = MetOn.AddDays(-200) };
        Why(due, "sunderland").ShouldBeEmpty();
        AgendaRules.WhyNot(due, Rules("sunderland"), Dates).ShouldBe("Green: this meeting is about people who are red and amber");
        Why(due with { OldestActionDueOn = new DateOnly(2026, 11, 18) }, "sunderland").ShouldBe(["Action 3 days late"]);
    }

    [Fact]
    public void Consent_that_ends_by_the_next_meeting_is_a_reason()
    {
        Why(Calm with { AuthorityEndsOn = new DateOnly(2026, 12, 17) }).ShouldBe(["Consent ends 17 December"]);
        Why(Calm with { AuthorityEndsOn = new DateOnly(2026, 12, 18) }).ShouldBeEmpty();
        Why(Calm with { AuthorityEndsOn = new DateOnly(2026, 12, 3), AuthorityKind = "best-interests" }).ShouldBe(["Best interests decision ends 3 December"]);
    }

    [Fact]
    public void A_late_update_and_a_late_action_are_reasons_with_their_days()
    {
        Why(Calm with { Rating = "amber", LastUpdateOn = new DateOnly(2026, 10, 16) }).ShouldBe(["Amber", "Update 8 days late"]);
        Why(Calm with { OldestActionDueOn = new DateOnly(2026, 11, 20) }).ShouldBe(["Action 1 day late"]);
        Why(Calm with { OldestActionDueOn = new DateOnly(2026, 11, 21) }).ShouldBeEmpty();
    }

    [Fact]
    public void A_new_referral_comes_onto_the_next_agenda_an_imported_person_does_not()
    {
        var fresh = Calm with { LastDiscussedOn = null, RegisteredOn = new DateOnly(2026, 11, 20) };
        Why(fresh).ShouldBe(["New referral"]);
        Why(fresh, "northamptonshire").ShouldBe(["New referral: first meeting with the person and family"]);
        Why(fresh with { Route = "import" }).ShouldBeEmpty();
    }

    [Fact]
    public void A_rating_that_changed_since_the_last_meeting_is_said_and_comes_first_where_the_area_says_so()
    {
        var moved = Calm with { Rating = "amber", RatingFrom = "green", RatingSinceOn = new DateOnly(2026, 11, 20) };
        Why(moved).ShouldBe(["Amber", "Rating changed from green to amber on 20 November"]);
        var red = Calm with { Rating = "red" };
        AgendaRules.Order(moved, Rules("staffordshire"), Dates).ShouldBeLessThan(AgendaRules.Order(red, Rules("staffordshire"), Dates));
        AgendaRules.Order(moved, Rules("sunderland"), Dates).ShouldBeGreaterThan(AgendaRules.Order(red, Rules("sunderland"), Dates));
    }

    [Theory]
    [InlineData("dsr-team health social-care", false, true, "Quorate: the DSR team, health and social care are here.")]
    [InlineData("dsr-team", false, false, "Not quorate: nobody is here from health or social care.")]
    [InlineData("dsr-team health social-care", true, false, "Not quorate: nobody is here from education.")]
    public void The_quorum_is_said_in_words(string present, bool youngPerson, bool reached, string words)
    {
        var quorum = Quorum.Of(Rules("staffordshire").Quorum, ["dsr-team", "health", "social-care", "education", "police"], present.Split(' '), youngPerson);
        quorum.Reached.ShouldBe(reached);
        quorum.Words.ShouldBe(words);
    }

    [Fact]
    public void A_kind_that_no_signed_organisation_is_of_cannot_be_missing()
        => Quorum.Of(Rules("staffordshire").Quorum, ["dsr-team", "social-care"], ["dsr-team", "social-care"], youngPerson: true).Reached.ShouldBeTrue();

    [Theory]
    [InlineData("10am", "10:00")]
    [InlineData("1:30pm", "13:30")]
    [InlineData("1.30 pm", "13:30")]
    [InlineData("13:30", "13:30")]
    [InlineData("midday", "12:00")]
    [InlineData("12am", "00:00")]
    [InlineData("12pm", "12:00")]
    [InlineData("10", null)]
    [InlineData("25:00", null)]
    [InlineData("13pm", null)]
    [InlineData("soon", null)]
    public void Times_are_read_as_people_type_them(string typed, string? time)
        => Timetable.Read(typed)?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(time);

    private static AgendaDates Dates => new(new DateOnly(2026, 11, 21), MetOn, new DateOnly(2026, 11, 19), new DateOnly(2026, 12, 17));

    private static MeetingsArea Rules(string area) => AreaTests.Shipped[area].Section<MeetingsArea>("meetings");

    private static IReadOnlyList<string> Why(Candidate person, string area = "staffordshire") => AgendaRules.Why(person, Rules(area), Dates);
}
