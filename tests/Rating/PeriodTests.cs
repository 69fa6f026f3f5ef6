using Dsr.Rating;
using Dsr.Tests.Shared;

namespace Dsr.Tests.Rating;

public sealed class PeriodTests
{
    private static readonly DateOnly Start = new(2026, 1, 10);

    private static readonly Clocks Clocks = AreaTests.Shipped["staffordshire"].Section<RatingArea>("rating").Times;

    [Fact] // domain 7.2: time in rating, moves up and down
    public void A_history_is_periods_with_their_days_and_the_move_that_began_each()
    {
        var periods = Of(("amber", 0), ("red", 10), ("blue", 25), ("red", 60), ("red", 61), ("green", 100));
        periods.Select(period => period.Days).ShouldBe([10, 15, 35, 1, 39, 20]);
        periods.Select(period => period.Move).ShouldBe([Move.First, Move.Up, Move.Up, Move.Down, Move.Same, Move.Down]);
        periods.Select(period => period.Words).ShouldBe(["First rating", "Up", "Up: admitted", "Down", "The same", "Down"]);
        periods.Select(period => period.Until).ShouldBe([Start.AddDays(10), Start.AddDays(25), Start.AddDays(60), Start.AddDays(61), Start.AddDays(100), null]);
        periods.ShouldAllBe(period => !period.ReEscalated);
    }

    [Theory] // domain 7.2: re-escalation within 90 days
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(89, true)]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public void Up_again_within_90_days_of_a_move_down_is_a_re_escalation(int days, bool again)
    {
        var periods = Of(("red", 0), ("amber", 30), ("red", 30 + days));
        periods[2].ReEscalated.ShouldBe(again);
        periods[2].Words.ShouldBe(again ? "Up again soon after a move down" : "Up");
    }

    [Fact] // domain 6.3 and 7.2
    public void An_admission_soon_after_a_discharge_is_a_re_escalation_and_a_second_step_up_is_not_another()
    {
        var periods = Of(("blue", 0), ("red", 30), ("blue", 50), ("red", 70), ("amber", 80), ("red", 90), ("blue", 95));
        periods.Select(period => period.ReEscalated).ShouldBe([false, false, true, false, false, true, false]);
        periods[2].Words.ShouldBe("Up: admitted again soon after a move down");
        periods[6].Words.ShouldBe("Up: admitted");
    }

    [Fact]
    public void The_order_of_ratings_is_green_amber_red_and_hospital()
    {
        string[] order = ["green", "amber", "red", "blue"];
        for (var from = 0; from < 4; from++)
        {
            for (var to = 0; to < 4; to++)
            {
                Periods.Between(order[from], order[to]).ShouldBe(to > from ? Move.Up : to < from ? Move.Down : Move.Same);
                RatingWords.IsDown(order[from], order[to]).ShouldBe(to < from);
            }
        }

        RatingWords.IsDown(null, "green").ShouldBeFalse();
    }

    [Fact]
    public void A_period_that_began_later_today_or_was_recorded_ahead_has_no_fewer_than_0_days()
    {
        Periods.Of([("red", Start)], Start, Clocks).Single().Days.ShouldBe(0);
        Periods.Of([("red", Start.AddDays(1))], Start, Clocks).Single().Days.ShouldBe(0);
        Periods.Of([], Start, Clocks).ShouldBeEmpty();
    }

    private static IReadOnlyList<Period> Of(params (string Rating, int Day)[] changes) => Periods.Of([.. changes.Select(change => (change.Rating, Start.AddDays(change.Day)))], Start.AddDays(120), Clocks);
}
