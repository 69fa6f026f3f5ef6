namespace Dsr.Referrals;

/// <summary>The first row of a sheet: which column stands where, and what means nothing to the register.</summary>
internal sealed class SheetHeadings
{
    private readonly int?[] places = new int?[Enum.GetValues<Column>().Length];
    private readonly List<string> notUnderstood = [];
    private string? twice;

    public SheetHeadings(IEnumerable<string> cells, SheetWords words)
    {
        Written = [.. cells.Select(Cell.Clean)];
        for (var place = 0; place < Written.Count; place++)
        {
            var heading = Written[place];
            if (heading.Length == 0 || heading == Sheet.WhyRejected || words.LeavesOut(heading)) continue;
            if (words.Heading(heading) is not { } column) notUnderstood.Add(heading);
            else if (PlaceOf(column) is { } earlier) twice ??= $"The columns \"{Written[earlier]}\" and \"{heading}\" both mean {Columns.Words(column)}. Rename or remove one of them, or leave one out in a mapping file (--map).";
            else places[(int)column] = place;
        }
    }

    public IReadOnlyList<string> Written { get; }

    /// <summary>Headings that mean nothing to the import: their cells are left out, and the operator is told.</summary>
    public IReadOnlyList<string> NotUnderstood => notUnderstood;

    /// <summary>Columns that are lacking without which every row would be rejected.</summary>
    public IReadOnlyList<string> Missing => [.. Columns.Needed.Where(column => PlaceOf(column) is null).Select(Columns.Words)];

    public int? PlaceOf(Column column) => places[(int)column];

    /// <exception cref="SheetException">A column is there twice, or one is lacking without which every row would be rejected.</exception>
    public void Check()
    {
        if (twice is not null) throw new SheetException(twice);
        if (Missing is not { Count: > 0 } missing) return;

        var theirs = notUnderstood.Count == 0 ? "" : $" Not understood: \"{string.Join("\", \"", notUnderstood)}\"; if one of these is meant, say so in a mapping file (--map).";
        throw new SheetException($"The first row has no heading \"{string.Join("\", \"", missing)}\". Put the headings in the first row.{theirs}");
    }
}
