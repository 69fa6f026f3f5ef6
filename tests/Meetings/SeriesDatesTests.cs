using Dsr.Meetings;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Meetings;

public sealed class SeriesDatesTests
{
    [Theory]
    [InlineData("staffordshire", "2026-11-21", "2026-12-03 2026-12-17 2026-12-31 2027-01-14")]
    [InlineData("south-yorkshire", "2026-11-21", "2026-12-09 2027-01-13 2027-02-10")]
    [InlineData("nottinghamshire", "2026-11-21", "2026-12-01 2027-01-05 2027-02-02")]
    [InlineData("sunderland", "2026-11-21", "2026-12-07 2027-01-04 2027-02-01 2027-03-01 2027-04-05 2027-05-10 2027-06-07")]
    [InlineData("northamptonshire", "2026-11-21", "2026-12-17 2027-01-21 2027-02-18")]
    [InlineData("sunderland", "2026-03-30", "2026-04-13 2026-05-11 2026-06-01")] // Easter Monday, then the early May holiday
    [InlineData("sunderland", "2026-04-08", "2026-04-13 2026-05-11")] // planned on the 6th, moved past the day asked about
    [InlineData("sunderland", "2026-04-14", "2026-05-11 2026-06-01")]
    public void The_next_dates_of_each_area(string area, string from, string dates) =>
        Dates(AreaTests.Shipped[area].Section<MeetingsArea>("meetings").Series.Pattern, from, dates);

    [Fact]
    public void A_holiday_moves_a_fortnightly_date_to_the_same_weekday_a_week_later() =>
        Dates(new(DayOfWeek.Monday, EveryWeeks: 2, Anchor: new DateOnly(2026, 12, 28)), "2026-12-14", "2026-12-14 2027-01-04 2027-01-11");

    [Fact]
    public void A_date_that_moves_onto_another_holiday_moves_again() =>
        Dates(new(DayOfWeek.Friday, EveryWeeks: 4, Anchor: new DateOnly(2026, 12, 25)), "2026-12-20", "2027-01-08 2027-01-22");

    [Fact]
    public void A_weekly_date_that_moves_onto_the_next_is_met_once() =>
        Dates(new(DayOfWeek.Monday, EveryWeeks: 1, Anchor: new DateOnly(2026, 12, 7)), "2026-12-21", "2026-12-21 2027-01-04 2027-01-11");

    [Fact]
    public void The_last_Friday_of_the_month() =>
        Dates(new(DayOfWeek.Friday, Nth: Nth.Last), "2026-11-21", "2026-11-27 2027-01-08 2027-01-29");

    [Fact]
    public void Dates_rise_keep_their_weekday_and_are_no_holidays()
    {
        var pattern = Gen.OneOf(
            Properties.Dates(2020, 2030).Zip(Gen.Choose(1, 8)).Select(made => new MeetingPattern(made.Item1.DayOfWeek, made.Item2, made.Item1)),
            Gen.Choose(0, 6).Zip(Gen.Elements(Enum.GetValues<Nth>())).Select(made => new MeetingPattern((DayOfWeek)made.Item1, Nth: made.Item2)));
        Check.One(Properties.TenThousand, Prop.ForAll(pattern.Zip(Properties.Dates(2024, 2040)).ToArbitrary(), made =>
        {
            var (series, from) = made;
            var dates = SeriesDates.Next(series, from, 5).ToList();
            return dates.Count == 5 && dates[0] >= from && dates.Zip(dates.Skip(1)).All(pair => pair.First < pair.Second)
                && dates.TrueForAll(date => date.DayOfWeek == series.Day && !date.IsBankHoliday());
        }));
    }

    [Fact]
    public void A_pattern_that_contradicts_itself_says_so()
    {
        new MeetingPattern(DayOfWeek.Monday).Fault().ShouldNotBeNull();
        new MeetingPattern(DayOfWeek.Monday, EveryWeeks: 2).Fault().ShouldNotBeNull();
        new MeetingPattern(DayOfWeek.Monday, EveryWeeks: 2, Anchor: new DateOnly(2026, 12, 3)).Fault().ShouldBe("should have an anchor that is a Monday");
        new MeetingPattern(DayOfWeek.Monday, EveryWeeks: 2, Anchor: new DateOnly(2026, 12, 7), Nth: Nth.First).Fault().ShouldNotBeNull();
    }

    private static void Dates(MeetingPattern pattern, string from, string dates)
    {
        var expected = dates.Split(' ');
        SeriesDates.Next(pattern, DateOnly.Parse(from), expected.Length).Select(date => date.ToString("yyyy-MM-dd")).ShouldBe(expected);
    }
}
