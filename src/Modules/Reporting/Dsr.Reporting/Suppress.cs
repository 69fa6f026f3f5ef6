namespace Dsr.Reporting;

/// <summary>What may leave the DSR team (domain 7.3): null where a number is hidden to protect people, otherwise rounded, totals too.</summary>
internal sealed record Published(IReadOnlyList<int> Sizes, IReadOnlyList<int?> Values)
{
    public int? this[params IReadOnlyList<int> at] => Values[Figures.Index(Sizes, at)];
}

/// <summary>
/// Small numbers are hidden and the others rounded, once, before chart, table and download are made. Where one number of a sum is hidden
/// another is, and so on until no hidden number can be worked out, even by a reader who knows these rules.
/// </summary>
internal sealed class Suppress
{
    private readonly int _threshold;
    private readonly int _rounding;
    private readonly IReadOnlyList<int> _values;
    private readonly List<int[]> _lines;
    private readonly bool[] _hidden;

    private Suppress(Figures figures, int threshold, int rounding)
    {
        (_threshold, _rounding, _values) = (threshold, rounding, figures.Values);
        _lines = [.. figures.Lines()];
        _hidden = [.. _values.Select(value => value < threshold)];
    }

    public static Published Apply(Figures figures, int threshold, int rounding)
    {
        var suppress = new Suppress(figures, threshold, rounding);
        do
        {
            while (suppress.HideBesideALoneOne())
            {
            }
        }
        while (suppress.HideWhatGivesOneAway());
        return new Published(figures.Sizes, [.. figures.Values.Select((value, index) => suppress._hidden[index] ? (int?)null : suppress.Rounded(value))]);
    }

    private int Rounded(int value) => Reader.Rounded(value, _rounding);

    private bool HideBesideALoneOne()
    {
        var more = false;
        foreach (var line in _lines.Where(line => line.Count(index => _hidden[index]) == 1)) more |= HideSmallest(line);
        return more;
    }

    private bool HideWhatGivesOneAway()
    {
        var given = new Reader(_values, _hidden, _lines, _threshold, _rounding).Told();
        foreach (var index in given)
        {
            foreach (var line in _lines.Where(line => line.Contains(index)))
            {
                if (!_hidden[line[^1]]) return _hidden[line[^1]] = true;
                if (HideSmallest(line)) return true;
            }
        }
        return given.Count > 0 && HideSmallest(Enumerable.Range(0, _values.Count));
    }

    private bool HideSmallest(IEnumerable<int> among)
    {
        var shown = among.Where(index => !_hidden[index]).ToList();
        return shown.Count > 0 && (_hidden[shown.MinBy(index => _values[index])] = true);
    }
}
