using Dsr.Ui;

namespace Dsr.Tests.Ui;

public sealed class WordsSay
{
    [Fact]
    public void Dates_in_full()
    {
        Words.Date(new DateOnly(2026, 11, 21)).ShouldBe("21 November 2026");
        Words.Date(new DateOnly(2026, 3, 5)).ShouldBe("5 March 2026");
        Words.DateWithDay(new DateOnly(2026, 12, 3)).ShouldBe("Thursday 3 December 2026");
    }

    [Theory]
    [InlineData(0, 0, "midnight")]
    [InlineData(0, 5, "12:05am")]
    [InlineData(9, 0, "9am")]
    [InlineData(10, 30, "10:30am")]
    [InlineData(12, 0, "midday")]
    [InlineData(12, 1, "12:01pm")]
    [InlineData(14, 15, "2:15pm")]
    [InlineData(23, 0, "11pm")]
    public void Times_as_people_say_them(int hour, int minute, string words) => Words.Time(new TimeOnly(hour, minute)).ShouldBe(words);

    [Theory]
    [InlineData("2026-11-21T14:15:00Z", "21 November 2026 at 2:15pm")]
    [InlineData("2026-07-01T23:30:00Z", "2 July 2026 at 12:30am")]
    [InlineData("2026-07-01T11:00:00Z", "1 July 2026 at midday")]
    public void Moments_by_the_clock_in_London(string moment, string words) =>
        Words.DateTime(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(words);

    [Theory]
    [InlineData("9990000018", "999 000 0018")]
    [InlineData("999 0000018", "999 000 0018")]
    [InlineData("12345", "12345")]
    [InlineData("99900000xx", "99900000xx")]
    public void Nhs_numbers_three_three_four(string number, string words) => Words.NhsNumber(number).ShouldBe(words);

    [Theory]
    [InlineData("2009-03-14", "2026-11-21", "17 years")]
    [InlineData("2009-11-21", "2026-11-21", "17 years")]
    [InlineData("2009-11-22", "2026-11-21", "16 years")]
    [InlineData("2024-11-21", "2026-11-21", "2 years")]
    [InlineData("2024-11-22", "2026-11-21", "23 months")]
    [InlineData("2026-10-21", "2026-11-21", "1 month")]
    [InlineData("2026-10-22", "2026-11-21", "under 1 month")]
    public void Ages_in_years_and_under_two_in_months(string born, string today, string words) =>
        Words.Age(DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(words);

    [Fact]
    public void Numbers_with_a_comma_over_999()
    {
        Words.Number(999).ShouldBe("999");
        Words.Number(12345).ShouldBe("12,345");
        Words.Count(1, "person", "people").ShouldBe("1 person");
        Words.Count(1042, "person", "people").ShouldBe("1,042 people");
    }
}
