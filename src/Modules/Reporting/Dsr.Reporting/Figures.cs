namespace Dsr.Reporting;

/// <summary>Counts along any number of dimensions, with every total. A position names one value of each dimension, or <see cref="All"/>.</summary>
internal sealed class Figures
{
    public const int All = -1;

    private readonly int[] _sizes;
    private readonly int[] _values;

    public Figures(IReadOnlyList<int> sizes, IEnumerable<(int[] At, int Count)> counts)
    {
        _sizes = [.. sizes];
        _values = new int[Length(_sizes)];
        foreach (var (at, count) in counts)
        {
            // a count belongs to its own cell and to the totals along each choice of dimensions
            for (var totals = 0; totals < 1 << at.Length; totals++)
                _values[Index(_sizes, [.. at.Select((value, dimension) => (totals >> dimension & 1) == 1 ? All : value)])] += count;
        }
    }

    public IReadOnlyList<int> Sizes => _sizes;

    public IReadOnlyList<int> Values => _values;

    /// <summary>Every sum that a reader can check: the positions of its parts, and of their total last.</summary>
    public IEnumerable<int[]> Lines()
    {
        for (var dimension = 0; dimension < _sizes.Length; dimension++)
        {
            var step = _sizes.Skip(dimension + 1).Aggregate(1, (product, size) => product * (size + 1));
            for (var index = 0; index < _values.Length; index++)
                if (index / step % (_sizes[dimension] + 1) == 0)
                    yield return [.. Enumerable.Range(0, _sizes[dimension] + 1).Select(value => index + value * step)];
        }
    }

    public static int Index(IReadOnlyList<int> sizes, IReadOnlyList<int> at)
    {
        var index = 0;
        for (var dimension = 0; dimension < sizes.Count; dimension++) index = index * (sizes[dimension] + 1) + (at[dimension] == All ? sizes[dimension] : at[dimension]);
        return index;
    }

    private static int Length(IEnumerable<int> sizes) => sizes.Aggregate(1, (product, size) => product * (size + 1));
}
