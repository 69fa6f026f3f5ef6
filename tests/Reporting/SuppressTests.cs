using Dsr.Reporting;
using Dsr.Tests.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace Dsr.Tests.Reporting;

public class SuppressTests
{
    [Fact]
    public void Numbers_of_five_and_over_are_rounded_to_the_nearest_five_and_smaller_ones_are_hidden()
        => new[] { 0, 4, 5, 7, 8, 12, 13, 1002 }.Select(count => Apply([[count]])[0, 0]).ShouldBe([null, null, 5, 5, 10, 10, 15, 1000]);

    [Fact]
    public void Beside_one_hidden_number_the_next_smallest_is_hidden()
    {
        var published = Apply([[3, 9, 40], [20, 21, 22]]);
        published[0, 0].ShouldBeNull();
        published[0, 1].ShouldBeNull();
        published[0, 2].ShouldBe(40);
        published[1, 0].ShouldBeNull();
        published[1, 1].ShouldBeNull();
        published[1, 2].ShouldBe(20);
    }

    [Fact]
    public void Totals_are_rounded_on_their_own()
    {
        var published = Apply([[7, 7], [7, 7]]);
        published[0, 0].ShouldBe(5);
        published[0, Figures.All].ShouldBe(15);
        published[Figures.All, Figures.All].ShouldBe(30);
    }

    [Fact]
    public void A_total_that_would_give_hidden_numbers_away_is_hidden_too()
        // two hidden numbers of at most 4 each, and a total of 8 shown as 10: both could only be 4
        => Apply([[4, 4]])[0, Figures.All].ShouldBeNull();

    [Fact]
    public void A_higher_threshold_is_kept() => Suppress.Apply(new Figures([1], [([0], 6)]), 7, 5)[0].ShouldBeNull();

    [Fact]
    public void In_ten_thousand_tables_no_number_below_the_threshold_is_shown_and_none_hidden_can_be_worked_out_from_the_totals()
        => Prop.ForAll(Tables().ToArbitrary(), counts =>
        {
            var figures = new Figures([counts.Length, counts[0].Length], Cells(counts));
            var published = Suppress.Apply(figures, 5, 5);
            return published.Values.All(value => value is null or >= 5 && (value ?? 0) % 5 == 0) && !new Reader(figures, published).CanTellOne();
        }).Check(Properties.TenThousand);

    [Fact]
    public void What_only_the_totals_together_would_give_away_is_not_given_away()
    {
        // each row and column alone leaves a choice; with the sum of all at most 237 the 4 could only be a 4
        int[][] counts = [[0, 3, 5], [93, 4, 1], [5, 121, 5]];
        new Reader(new Figures([3, 3], Cells(counts)), Apply(counts)).CanTellOne().ShouldBeFalse();
    }

    [Fact]
    public void In_ten_thousand_registers_of_three_dimensions_no_number_below_the_threshold_is_shown_nor_one_alone_hidden_in_a_sum()
        => Prop.ForAll(Gen.ArrayOf(Count(), 24).ToArbitrary(), counts =>
        {
            var figures = new Figures([2, 4, 3], counts.Select((count, at) => (new[] { at / 12, at / 3 % 4, at % 3 }, count)));
            var published = Suppress.Apply(figures, 5, 5);
            return published.Values.All(value => value is null or >= 5) && figures.Lines().All(line => line.Count(index => published.Values[index] is null) != 1);
        }).Check(Properties.TenThousand);

    private static Published Apply(int[][] counts) => Suppress.Apply(new Figures([counts.Length, counts[0].Length], Cells(counts)), 5, 5);

    private static IEnumerable<(int[] At, int Count)> Cells(int[][] counts)
        => counts.SelectMany((row, y) => row.Select((count, x) => (new[] { y, x }, count)));

    private static Gen<int> Count() => Gen.Frequency((4, Gen.Choose(0, 6)), (3, Gen.Choose(0, 15)), (1, Gen.Choose(0, 200)));

    private static Gen<int[][]> Tables()
        => from rows in Gen.Choose(1, 4)
           from columns in Gen.Choose(1, 3)
           from counts in Gen.ArrayOf(Gen.ArrayOf(Count(), columns), rows)
           select counts;

    /// <summary>
    /// Somebody who knows the rules, how numbers are rounded, and even which were hidden for being small. They can tell a hidden number when every table that fits
    /// what was published has the same one there; so for each hidden number this looks for a table that fits and has another.
    /// </summary>
    private sealed class Reader(Figures figures, Published published)
    {
        private readonly int _rows = figures.Sizes[0];
        private readonly int _columns = figures.Sizes[1];
        private int _target;
        private int _steps;

        public bool CanTellOne()
        {
            var table = new int[_rows * _columns];
            for (_target = 0; _target < figures.Values.Count; _target++)
            {
                _steps = 0;
                if (published.Values[_target] is null && !AnotherFits(table, 0)) return true;
            }
            return false;
        }

        private bool AnotherFits(int[] table, int cell)
        {
            // one table in many thousands has more candidates than anybody would try: this reader gives up, and is then not answered
            if (++_steps > 2_000_000) return true;
            if (cell == table.Length) return Fits(At(_rows, _columns), table.Sum());
            var truth = figures.Values[At(cell / _columns, cell % _columns)];
            foreach (var guess in new[] { truth, truth + 1, truth - 1, truth + 2, truth - 2, truth + 3, truth - 3, truth + 4, truth - 4 })
            {
                table[cell] = guess;
                var (row, column) = (cell / _columns, cell % _columns);
                if (!Fits(At(row, column), guess)) continue;
                if (column == _columns - 1 && !Fits(At(row, _columns), Row(table, row))) continue;
                if (row == _rows - 1 && !Fits(At(_rows, column), Column(table, column))) continue;
                if (AnotherFits(table, cell + 1)) return true;
            }
            return false;
        }

        private bool Fits(int index, int value) => (index != _target || value != figures.Values[index]) && (published.Values[index] is { } shown
            ? value >= 5 && (value + 2) / 5 * 5 == shown
            : figures.Values[index] < 5 ? value is >= 0 and < 5 : value >= 5);

        private int At(int row, int column) => row * (_columns + 1) + column;

        private int Row(int[] table, int row) => table.AsSpan(row * _columns, _columns).ToArray().Sum();

        private int Column(int[] table, int column) => Enumerable.Range(0, _rows).Sum(row => table[row * _columns + column]);
    }
}
