namespace Dsr.Reporting;

/// <summary>
/// Somebody who has what was published, knows how it was rounded and even which numbers were hidden for being small. They can tell a hidden number when
/// every table that could have been published so has the same one there. So this changes the number and mends the sums it stood in, one by one each way,
/// until a table stands that would look the same. Where none is soon found the number counts as told: more is hidden rather than less.
/// </summary>
internal sealed class Reader
{
    private const int Boundless = 1_000_000_000;
    private const int MostAttempts = 20;
    private const int MostSteps = 200;

    private readonly IReadOnlyList<int> _values;
    private readonly bool[] _hidden;
    private readonly int[][] _lines;
    private readonly int[][] _linesOf;
    private readonly int[] _low;
    private readonly int[] _high;

    // the table that is tried, and by how much the parts of each line exceed its total
    private readonly int[] _tried;
    private readonly int[] _excess;

    // the same numbers are published the same way each time
    private readonly Random _chance = new(7);

    public Reader(IReadOnlyList<int> values, bool[] hidden, IReadOnlyList<int[]> lines, int threshold, int rounding)
    {
        (_values, _hidden, _lines) = (values, hidden, [.. lines]);
        _linesOf = [.. values.Select((_, place) => Enumerable.Range(0, lines.Count).Where(line => lines[line].Contains(place)).ToArray())];
        (_low, _high) = (new int[values.Count], new int[values.Count]);
        for (var place = 0; place < values.Count; place++)
        {
            var rounded = Rounded(values[place], rounding);
            (_low[place], _high[place]) = (hidden[place], values[place] < threshold) switch
            {
                (true, true) => (0, threshold - 1),
                (true, false) => (threshold, Boundless),
                _ => (Math.Max(threshold, rounded - rounding / 2), rounded + (rounding - 1) / 2),
            };
        }
        (_tried, _excess) = ([.. values], new int[_lines.Length]);
    }

    public static int Rounded(int value, int rounding) => (value + rounding / 2) / rounding * rounding;

    /// <summary>The hidden numbers that can be told.</summary>
    public IReadOnlyList<int> Told()
    {
        var told = new SortedSet<int>(Enumerable.Range(0, _values.Count).Where(place => _hidden[place]));
        foreach (var place in told.ToList())
        {
            if (!told.Contains(place)) continue;
            // one other table speaks for every number that is another in it
            if (LooksTheSameWithout(place)) told.RemoveWhere(each => _tried[each] != _values[each]);
        }
        return [.. told];
    }

    /// <summary>Whether some table with this number one more or less looks the same; that table then stands in what was tried.</summary>
    private bool LooksTheSameWithout(int place)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            for (var each = 0; each < _tried.Length; each++) _tried[each] = _values[each];
            Array.Clear(_excess);
            var change = attempt % 2 == 0 ? 1 : -1;
            if (!MayBe(place, _tried[place] + change)) continue;
            Move(place, change);
            for (var step = 0; step < MostSteps; step++)
            {
                var wrong = PickWrongLine();
                if (wrong < 0) return true;
                if (PickMend(wrong, place) is not { } mend) break;
                Move(mend, Towards(mend, wrong));
            }
        }
        return false;
    }

    private int PickWrongLine()
    {
        var (picked, count) = (-1, 0);
        for (var line = 0; line < _excess.Length; line++)
            if (_excess[line] != 0 && _chance.Next(++count) == 0) picked = line;
        return picked;
    }

    /// <summary>The number of a line that mends most when it goes one further, or now and then any: a walk that only ever mends can stand still.</summary>
    private int? PickMend(int wrong, int place)
    {
        var any = _chance.Next(4) == 0;
        (int? picked, var best, var count) = (null, int.MinValue, 0);
        foreach (var each in _lines[wrong])
        {
            if (each == place || !MayBe(each, _tried[each] + Towards(each, wrong))) continue;
            var mends = any ? 0 : Mends(each, wrong);
            if (mends > best) (best, count) = (mends, 0);
            if (mends == best && _chance.Next(++count) == 0) picked = each;
        }
        return picked;
    }

    private bool MayBe(int place, int value) => value >= _low[place] && value <= _high[place];

    private void Move(int place, int change)
    {
        _tried[place] += change;
        foreach (var line in _linesOf[place]) _excess[line] += IsTotal(place, line) ? -change : change;
    }

    /// <summary>Which way a number must go to mend a line.</summary>
    private int Towards(int place, int line) => IsTotal(place, line) ? Math.Sign(_excess[line]) : -Math.Sign(_excess[line]);

    /// <summary>How many lines are closer to right when this one mends a line with it, less those that are further from it.</summary>
    private int Mends(int place, int wrong)
    {
        var change = Towards(place, wrong);
        var mends = 0;
        foreach (var line in _linesOf[place])
        {
            var after = _excess[line] + (IsTotal(place, line) ? -change : change);
            mends += Math.Abs(_excess[line]) - Math.Abs(after);
        }
        return mends;
    }

    private bool IsTotal(int place, int line) => _lines[line][^1] == place;
}
