namespace Dsr.Access;

/// <summary>On the person's own page: which organisations have looked at their entry in the last 31 days, and when.</summary>
internal sealed class LookedEntry(AuditLog log, AuditLines lines, TimeProvider clock) : IEntryPart
{
    private const int Days = 31;
    private const int Most = 200;

    public int Order => 50;

    public string View => "/Access/AccessLog/LookedEntry.cshtml";

    public async Task<IEntryModel?> LoadAsync(EntryOf entry, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var rows = await log.FindAsync(new AuditQuestion(London.StartOf(today.AddDays(1 - Days)), London.StartOf(today.AddDays(1)), PersonId: entry.PersonId), Most, cancellationToken);
        return new Model([.. (await lines.OfAsync(rows, cancellationToken))
            .Where(line => line is { Organisation: { Length: > 0 }, Row.Kind: not "denied" })
            .GroupBy(line => line.Organisation!)
            .Select(looks => new Row(looks.Key, looks.Max(line => line.Row.At).LondonDate()))]);
    }

    internal sealed record Model(IReadOnlyList<Row> Rows) : IEntryModel
    {
        public IEnumerable<EasyEntry> Easy =>
        [
            new("eye", [Rows.Count == 0 ? "Nobody has looked at this in the last 31 days." : "These looked at this in the last 31 days:", .. Rows.Select(row => $"{row.Organisation}, on {Words.Date(row.LastOn)}."), "You can ask the DSR team for the whole list."]),
        ];
    }

    internal sealed record Row(string Organisation, DateOnly LastOn);
}
