using System.Globalization;
using Dsr.Referrals;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Referrals.Import;

public class SheetDateTests
{
    private static readonly DateOnly Today = SheetFixture.Today;

    [Theory]
    [InlineData("21/11/2026")]
    [InlineData("2026-11-21")]
    [InlineData("21.11.2026")]
    [InlineData("21 November 2026")]
    [InlineData("21/11/26")]
    [InlineData("46347")]
    [InlineData("46347.5")]
    [InlineData(" 21/11/2026 ")]
    [InlineData("21-11-2026")]
    [InlineData("21 Nov 2026")]
    [InlineData("21st november 2026")]
    [InlineData("21.11.26")]
    [InlineData("21 Nov 26")]
    [InlineData("21-Nov-26")]
    [InlineData("2026-11-21 00:00:00")]
    [InlineData("2026-11-21T00:00:00Z")]
    [InlineData("21/11/2026 09:30")]
    public void A_date_is_read_as_people_write_it(string written) => SheetDate.Event(written, Today).ShouldBe(new DateOnly(2026, 11, 21));

    [Theory]
    [InlineData("3.8.2026", 2026, 8, 3)]
    [InlineData("1/2/2026", 2026, 2, 1)]
    [InlineData("2/9/26", 2026, 9, 2)]
    [InlineData("1 Sept 2026", 2026, 9, 1)]
    [InlineData("29/02/2024", 2024, 2, 29)]
    [InlineData("29/02/24", 2024, 2, 29)]
    [InlineData("36585", 2000, 2, 29)]
    public void The_day_stands_before_the_month(string written, int year, int month, int day) =>
        SheetDate.Event(written, Today).ShouldBe(new DateOnly(year, month, day));

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("32/01/1999")]
    [InlineData("31/02/2001")]
    [InlineData("29/02/2023")]
    [InlineData("13/13/2020")]
    [InlineData("11/21/2026")]
    [InlineData("2010")]
    [InlineData("March 2010")]
    [InlineData("-46347")]
    [InlineData("1234567")]
    [InlineData("01/01/0999")]
    [InlineData("21/11/2026 or 22/11/2026")]
    [InlineData("21/11")]
    public void What_is_no_real_date_is_nothing(string written)
    {
        SheetDate.Event(written, Today).ShouldBeNull();
        SheetDate.Birth(written, Today).ShouldBeNull();
    }

    [Theory]
    [InlineData("17/11/65", 1965)]
    [InlineData("01/08/10", 2010)]
    [InlineData("21/11/26", 2026)]
    [InlineData("22/11/26", 1926)]
    [InlineData("04/03/01", 2001)]
    [InlineData("04/03/27", 1927)]
    public void Two_digits_of_a_birth_never_lie_in_the_future(string written, int year) => SheetDate.Birth(written, Today)!.Value.Year.ShouldBe(year);

    [Fact]
    public void Four_digits_of_a_birth_are_taken_at_their_word() => SheetDate.Birth("21/12/2026", Today).ShouldBe(new DateOnly(2026, 12, 21));

    [Theory]
    [InlineData("30/11/26", 2026)]
    [InlineData("19/05/99", 1999)]
    public void Two_digits_of_an_event_are_near(string written, int year) => SheetDate.Event(written, Today)!.Value.Year.ShouldBe(year);

    [Fact]
    public void Every_date_reads_the_same_in_all_six_ways()
    {
        var zero = new DateOnly(1899, 12, 30).DayNumber;
        Check.One(Properties.TenThousand, Prop.ForAll(Properties.Dates(1928, 2026).ToArbitrary(), date =>
            new[] { "dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd", "d.M.yyyy", "d MMMM yyyy" }
                .Select(form => date.ToString(form, CultureInfo.InvariantCulture))
                .Append((date.DayNumber - zero).ToString(CultureInfo.InvariantCulture))
                .All(written => SheetDate.Birth(written, Today) == date)));
    }

    [Fact]
    public void Two_digits_read_as_the_birth_within_the_last_hundred_years() =>
        Check.One(Properties.TenThousand, Prop.ForAll(Properties.Dates(1927, 2025).ToArbitrary(), date =>
            SheetDate.Birth(date.ToString("dd/MM/yy", CultureInfo.InvariantCulture), Today) == date));
}
