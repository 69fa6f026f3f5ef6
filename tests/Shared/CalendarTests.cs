using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Shared;

public sealed class CalendarTests
{
    // as gov.uk/bank-holidays prints them
    private const string Published =
        """
        2019-01-01 2019-04-19 2019-04-22 2019-05-06 2019-05-27 2019-08-26 2019-12-25 2019-12-26
        2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
        2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
        2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
        2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
        2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
        2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
        2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
        2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
        """;

    [Fact]
    public void Bank_holidays_are_the_published_ones()
    {
        var published = Published.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => DateOnly.Parse(text)).ToList();
        Enumerable.Range(2019, 9).SelectMany(BankHolidays.Of).Order().ShouldBe(published.Order());
    }

    [Fact]
    public void Bank_holidays_agree_with_rules_written_another_way() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Properties.Dates(2024, 2299).ToArbitrary(), date => date.IsBankHoliday() == Oracle.IsHoliday(date)));

    [Fact]
    public void Adding_working_days_agrees_with_counting_the_days_between() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Properties.Dates(2024, 2150).Zip(Gen.Choose(-60, 60)).ToArbitrary(), made =>
        {
            var (date, days) = made;
            return date.AddWorkingDays(days) == Oracle.Add(date, days);
        }));

    [Fact]
    public void Counting_working_days_undoes_adding_them() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Properties.Dates(1978, 2150).Zip(Gen.Choose(-60, 60)).ToArbitrary(), made =>
        {
            var (date, days) = made;
            return date.WorkingDaysUntil(date.AddWorkingDays(days)) == days;
        }));

    [Fact]
    public void Two_working_days_after_a_Monday_is_Wednesday_and_Christmas_does_not_count()
    {
        new DateOnly(2026, 11, 23).AddWorkingDays(2).ShouldBe(new DateOnly(2026, 11, 25));
        new DateOnly(2026, 12, 24).AddWorkingDays(2).ShouldBe(new DateOnly(2026, 12, 30));
        new DateOnly(2026, 11, 21).AddWorkingDays(0).ShouldBe(new DateOnly(2026, 11, 21));
    }

    [Fact]
    public void An_anniversary_is_the_same_day_of_the_month_or_its_last_day() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Properties.Dates(1950, 2100).Zip(Gen.Choose(0, 240)).ToArbitrary(), made =>
        {
            var (date, months) = made;
            var month = (date.Year * 12) + date.Month - 1 + months;
            var (year, ofYear) = (month / 12, (month % 12) + 1);
            int[] lengths = [31, (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            return Anniversary.Add(date, months) == new DateOnly(year, ofYear, Math.Min(date.Day, lengths[ofYear - 1]));
        }));

    [Fact]
    public void Consent_given_on_29_February_ends_on_28_February() =>
        Anniversary.Add(new DateOnly(2028, 2, 29), 12).ShouldBe(new DateOnly(2029, 2, 28));

    [Theory]
    [InlineData("2010-11-22", "2026-11-21", 15)]
    [InlineData("2010-11-21", "2026-11-21", 16)]
    [InlineData("2012-02-29", "2028-02-28", 15)]
    [InlineData("2012-02-29", "2028-02-29", 16)]
    [InlineData("2012-02-29", "2030-02-28", 17)]
    [InlineData("2012-02-29", "2030-03-01", 18)]
    public void Age_changes_on_the_birthday(string born, string on, int age) => Anniversary.Age(DateOnly.Parse(born), DateOnly.Parse(on)).ShouldBe(age);

    [Fact]
    public void Summer_time_runs_from_the_last_Sunday_of_March_to_that_of_October() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Properties.Dates(1996, 2035).Zip(Gen.Choose(0, 86_399)).ToArbitrary(), made =>
        {
            var (date, second) = made;
            var moment = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddSeconds(second);
            var wall = moment.UtcDateTime.AddHours(Oracle.IsSummer(moment.UtcDateTime) ? 1 : 0);
            return moment.LondonDate() == DateOnly.FromDateTime(wall) && moment.LondonTime() == TimeOnly.FromDateTime(wall) && moment.ToLondon().DateTime == wall;
        }));

    [Fact]
    public void A_London_time_is_turned_into_the_moment_and_back() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Properties.Dates(1996, 2035).Zip(Gen.Choose(0, 1439)).ToArbitrary(), made =>
        {
            var (date, minute) = made;
            var time = new TimeOnly(minute / 60, minute % 60);
            var moment = London.At(date, time);
            var skipped = date.Month == 3 && date.Day > 24 && date.DayOfWeek == DayOfWeek.Sunday && time.Hour == 1;
            return moment.Offset == TimeSpan.Zero && moment.LondonDate() == date && moment.LondonTime() == (skipped ? time.AddHours(1) : time);
        }));

    [Fact]
    public void The_hour_that_comes_twice_is_the_first_of_the_two() =>
        London.At(new DateOnly(2026, 10, 25), new TimeOnly(1, 30)).ShouldBe(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));

    [Fact]
    public void Just_before_midnight_in_summer_it_is_already_tomorrow_in_London() =>
        new DateTimeOffset(2026, 7, 1, 23, 30, 0, TimeSpan.Zero).LondonDate().ShouldBe(new DateOnly(2026, 7, 2));

    /// <summary>The same rules, by other means: days are looked at one by one, Easter is found by the full moon's tables (Gauss, with the church's two exceptions).</summary>
    private static class Oracle
    {
        public static bool IsHoliday(DateOnly date)
        {
            if (Weekend(date)) return false;
            if (date == Easter(date.Year).AddDays(1) || date == Easter(date.Year).AddDays(-2)) return true;
            if (date.DayOfWeek == DayOfWeek.Monday && date.Month == 5 && (date.Day <= 7 || date.AddDays(7).Month == 6)) return true;
            if (date.DayOfWeek == DayOfWeek.Monday && date.Month == 8 && date.AddDays(7).Month == 9) return true;
            if (date.Month == 1 && (date.Day == 1 || (date.DayOfWeek == DayOfWeek.Monday && date.Day <= 3))) return true;

            // a holiday at a weekend is kept on the next weekday that is none
            if (date.Month != 12 || date.Day < 25) return false;
            var owed = 0;
            for (var day = 25; day <= 31; day++)
            {
                var at = new DateOnly(date.Year, 12, day);
                if (day <= 26) owed++;
                if (Weekend(at) || owed == 0) continue;

                owed--;
                if (at == date) return true;
            }

            return false;
        }

        public static DateOnly Add(DateOnly date, int days)
        {
            // the answer is the nearest working day whose count between is right
            var all = Enumerable.Range(1, 120).Select(away => date.AddDays(days < 0 ? -away : away)).Where(day => !Weekend(day) && !IsHoliday(day));
            return days == 0 ? date : all.ElementAt(Math.Abs(days) - 1);
        }

        public static bool IsSummer(DateTime utc) => utc >= LastSunday(utc.Year, 3).AddHours(1) && utc < LastSunday(utc.Year, 10).AddHours(1);

        private static DateTime LastSunday(int year, int month) =>
            Enumerable.Range(25, 7).Select(day => new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc)).Single(day => day.DayOfWeek == DayOfWeek.Sunday);

        private static bool Weekend(DateOnly date) => date.DayNumber % 7 is 5 or 6;

        private static DateOnly Easter(int year)
        {
            var century = year / 100;
            var moon = (15 + century - (century / 4) - ((13 + (8 * century)) / 25)) % 30;
            var sunday = (4 + century - (century / 4)) % 7;
            var d = ((19 * (year % 19)) + moon) % 30;
            var e = ((2 * (year % 4)) + (4 * (year % 7)) + (6 * d) + sunday) % 7;
            var days = 22 + d + e;
            if (d == 29 && e == 6) days = 50;
            else if (d == 28 && e == 6 && ((11 * moon) + 11) % 30 < 19) days = 49;
            return new DateOnly(year, 3, 1).AddDays(days - 1);
        }
    }
}
