using Dsr.Rating;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Rating;

/// <summary>Every clock against a calendar that was written for the test alone: it counts days one by one from a known Monday and asks the platform nothing.</summary>
public sealed class ClockTests
{
    private const int Dates = 100_000;

    private static readonly Almanac Days = new(1985, 2090);

    [Theory] // domain 1.5, 1.8, 3.3; the lengths as the sources say them, not as the profile does
    [InlineData("Discuss", "5 working days", "5 working days", "5 working days")]
    [InlineData("DischargeHold", "14 days", "14 days", "14 days")]
    [InlineData("MeetingDecision", "14 days", "14 days", "14 days")]
    [InlineData("ReEscalation", "90 days", "90 days", "90 days")]
    [InlineData("CommunityReview", "10 working days", "10 working days", "10 working days")]
    [InlineData("ReviewAfterAdmission", "14 days", "28 days", "28 days")]
    [InlineData("RepeatReview", "3 months", "6 months", "12 months")]
    [InlineData("Visit", "6 weeks", "8 weeks", "8 weeks")]
    public void Every_clock_falls_due_on_the_day_that_an_independent_calendar_says(string kind, string child, string adult, string secureAdult)
    {
        var clock = Enum.Parse<ClockKind>(kind);
        var clocks = AreaTests.Shipped["staffordshire"].Section<RatingArea>("rating").Times;
        var random = new Random(20261121);
        var wrong = new List<string>();
        for (var at = 0; at < Dates && wrong.Count < 5; at++)
        {
            var start = Days.At(random.Next(Days.IndexOf(2026, 1, 1), Days.IndexOf(2085, 12, 31)));
            // half the people turn 18 within a month of the day
            var born = at % 2 == 0 ? Days.At(random.Next(Days.IndexOf(1985, 1, 1), Days.IndexOf(2025, 12, 31))) : Days.At(Days.IndexOf(start.Year - 18, start.Month, Math.Min(start.Day, 28)) + random.Next(-31, 31));
            var secure = random.Next(2) == 0;
            var words = Days.Age(born, start) < 18 ? child : secure ? secureAdult : adult;
            var expected = Days.Add(start, words);
            var due = clocks.Due(clock, Date(start), Date(born), secure);
            if (due != Date(expected)) wrong.Add($"{kind} from {start}, born {born}, secure {secure}: {due} and not {expected}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact] // the same for all areas: the sources give no area lengths of its own
    public void Every_area_ships_the_same_clocks_and_each_says_whose_it_is()
    {
        var first = AreaTests.Shipped["staffordshire"].Section<RatingArea>("rating").Clocks;
        foreach (var area in AreaTests.Shipped.All) area.Section<RatingArea>("rating").Clocks.ShouldBe(first, area.Key);
        first.ShouldAllBe(row => row.Source.Length > 5);
        first.Where(row => row.Kind == ClockKind.CommunityReview).ShouldHaveSingleItem().Source.ShouldStartWith("Local standard");
    }

    [Fact] // domain 1.5: an effective-from date
    public void A_row_of_a_later_day_holds_for_what_starts_from_that_day_on_and_what_began_before_keeps_its_own()
    {
        var clocks = new Clocks(
        [
            new(ClockKind.Visit, 6, ClockUnit.Weeks, new(2026, 1, 1), "Made up", ClockAge.Child),
            new(ClockKind.Visit, 4, ClockUnit.Weeks, new(2027, 4, 1), "Made up", ClockAge.Child),
            new(ClockKind.Visit, 8, ClockUnit.Weeks, new(2026, 1, 1), "Made up", ClockAge.Adult),
            new(ClockKind.Visit, 2, ClockUnit.Weeks, new(2026, 1, 1), "Made up", ClockAge.Adult, Secure: true),
        ]);
        var child = new DateOnly(2015, 1, 1);
        var adult = new DateOnly(1990, 1, 1);
        clocks.Find(ClockKind.Visit, new(2027, 3, 31), child)!.Words.ShouldBe("6 weeks");
        clocks.Find(ClockKind.Visit, new(2027, 4, 1), child)!.Words.ShouldBe("4 weeks");
        clocks.Find(ClockKind.Visit, new(2027, 4, 1), adult)!.Words.ShouldBe("8 weeks");
        clocks.Find(ClockKind.Visit, new(2027, 4, 1), adult, secure: true)!.Words.ShouldBe("2 weeks");
        clocks.Find(ClockKind.Visit, new(2020, 1, 1), adult, secure: true)!.Words.ShouldBe("2 weeks");
        clocks.Find(ClockKind.Visit, new(2020, 1, 1), child)!.Words.ShouldBe("6 weeks");
        clocks.Find(ClockKind.RepeatReview, new(2027, 4, 1), adult).ShouldBeNull();
        clocks.Due(ClockKind.RepeatReview, new(2027, 4, 1), adult).ShouldBeNull();
        Lengths.Words(1, ClockUnit.WorkingDays).ShouldBe("1 working day");
        Lengths.Words(2, ClockUnit.Months).ShouldBe("2 months");
    }

    [Fact]
    public void The_clocks_that_the_product_needs_are_asked_for_by_name()
    {
        var rules = AreaTests.Shipped["sunderland"].Section<RatingArea>("rating");
        rules.Faults().ShouldBeEmpty();
        (rules with { Clocks = [.. rules.Clocks.Where(row => row.Kind != ClockKind.DischargeHold)] }).Faults().ShouldBe([new AreaFault("clocks", "has no discharge-hold for everyone. Add a row")]);
        (rules with { Clocks = [.. rules.Clocks, rules.Clocks[0]] }).Faults().ShouldBe([new AreaFault("clocks", "has two rows for the same clock, age, security and day. Take one out")]);
        (rules with { Clocks = [rules.Clocks[0] with { Amount = 0 }, .. rules.Clocks.Skip(1)] }).Faults().ShouldBe([new AreaFault("clocks[0].amount", "should be 1 or more")]);
        (rules with { Tools = [new("rating-tool", "2")] }).Faults().ShouldHaveSingleItem().Path.ShouldBe("tools[0]");
        (rules with { Tools = [rules.Tools[0], rules.Tools[0]] }).Faults().ShouldBe([new AreaFault("tools", "has a tool twice. Take one out")]);
        (rules with { Tools = [] }).Faults().ShouldBe([new AreaFault("tools", "has none for some ages. Name at least one for every age")]);
        (rules with { DischargeRating = "blue" }).Faults().ShouldBe([new AreaFault("dischargeRating", "should be red, amber or green")]);
        (rules with { Scheme = [.. rules.Scheme.Reverse()] }).Faults().ShouldBe([new AreaFault("scheme", "should be red, amber, green and blue, in this order")]);
    }

    private static DateOnly Date((int Year, int Month, int Day) day) => new(day.Year, day.Month, day.Day);

    private sealed class Almanac
    {
        private static readonly int[] Lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

        private readonly List<(int Year, int Month, int Day)> _days = [];
        private readonly Dictionary<(int Year, int Month, int Day), int> _index = [];
        private readonly bool[] _work;

        public Almanac(int first, int last)
        {
            for (var year = first; year <= last; year++)
            {
                for (var month = 1; month <= 12; month++)
                {
                    for (var day = 1; day <= LengthOf(year, month); day++)
                    {
                        _index[(year, month, day)] = _days.Count;
                        _days.Add((year, month, day));
                    }
                }
            }

            // Monday 7 January 1985
            var monday = _index[(1985, 1, 7)];
            bool Weekend(int at) => (((at - monday) % 7) + 7) % 7 >= 5;
            bool Monday(int at) => (at - monday) % 7 == 0;
            _work = new bool[_days.Count];
            for (var at = 0; at < _work.Length; at++) _work[at] = !Weekend(at);
            for (var year = first; year <= last; year++)
            {
                var easter = Easter(year);
                foreach (var at in new[] { easter - 2, easter + 1 }) _work[at] = false;
                foreach (var (month, from) in new[] { (5, 1), (5, 25), (8, 25) })
                {
                    var at = _index[(year, month, from)];
                    while (!Monday(at)) at++;
                    _work[at] = false;
                }

                // the first days that are not taken: New Year's Day, Christmas Day and Boxing Day in this order
                foreach (var holiday in new[] { _index[(year, 1, 1)], _index[(year, 12, 25)], _index[(year, 12, 26)] })
                {
                    var at = holiday;
                    if (Weekend(at) || !_work[at])
                    {
                        while (at < _work.Length - 1 && !_work[at]) at++;
                        if (!Weekend(holiday) && _work[holiday]) at = holiday;
                    }

                    // Christmas on a Sunday is taken on Tuesday, because Monday is Boxing Day itself
                    if (holiday == _index[(year, 12, 25)] && (((holiday - monday) % 7) + 7) % 7 == 6) at = holiday + 2;
                    if (at < _work.Length) _work[at] = false;
                }
            }
        }

        public (int Year, int Month, int Day) At(int index) => _days[index];

        public int IndexOf(int year, int month, int day) => _index[(year, month, day)];

        public (int Year, int Month, int Day) Add((int Year, int Month, int Day) start, string length)
        {
            var parts = length.Split(' ', 2);
            var amount = int.Parse(parts[0]);
            var at = _index[start];
            switch (parts[1])
            {
                case "days":
                    return _days[at + amount];
                case "weeks":
                    for (var week = 0; week < amount; week++) at += 7;
                    return _days[at];
                case "working days":
                    while (amount > 0)
                    {
                        at++;
                        if (_work[at]) amount--;
                    }

                    return _days[at];
                default:
                    var (year, month) = (start.Year, start.Month);
                    for (var each = 0; each < amount; each++)
                    {
                        month++;
                        if (month == 13) (year, month) = (year + 1, 1);
                    }

                    return (year, month, Math.Min(start.Day, LengthOf(year, month)));
            }
        }

        /// <summary>Birthdays that have come, the day of birth left out; that of 29 February comes on 1 March of a common year.</summary>
        public int Age((int Year, int Month, int Day) born, (int Year, int Month, int Day) on)
        {
            var age = 0;
            for (var year = born.Year + 1; year <= on.Year; year++)
            {
                var birthday = born is { Month: 2, Day: 29 } && LengthOf(year, 2) == 28 ? (year, 3, 1) : (year, born.Month, born.Day);
                if (_index[birthday] <= _index[on]) age++;
            }

            return age;
        }

        private static int LengthOf(int year, int month) => month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : Lengths[month - 1];

        // Gauss
        private int Easter(int year)
        {
            var (a, b, c, k) = (year % 19, year % 4, year % 7, year / 100);
            var p = (13 + (8 * k)) / 25;
            var m = (15 - p + k - (k / 4)) % 30;
            var n = (4 + k - (k / 4)) % 7;
            var d = ((19 * a) + m) % 30;
            var e = ((2 * b) + (4 * c) + (6 * d) + n) % 7;
            if (d == 29 && e == 6) return _index[(year, 4, 19)];
            if (d == 28 && e == 6 && ((11 * m) + 11) % 30 < 19) return _index[(year, 4, 18)];
            return _index[(year, 3, 22)] + d + e;
        }
    }
}
