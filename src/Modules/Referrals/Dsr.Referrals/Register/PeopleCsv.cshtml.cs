using System.Globalization;
using System.Text;

namespace Dsr.Referrals;

/// <summary>The file itself (ui.md 11.2): UTF-8 with BOM, CRLF, every cell quoted, nothing that starts a formula, no person's name in the file's.</summary>
[Needs("register.export", Roles.Team)]
internal sealed class PeopleCsvPage(Db db, PeopleList people, Viewer viewer, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await PeopleFile.FindAsync(db, Id, viewer, clock.GetUtcNow(), cancellationToken) is not { } file) return NotFound();
        var rows = await people.AllAsync(SavedSearch.Read(file.Query), PeopleList.CountedTo, "register.export", cancellationToken);
        await db.WriteAsync(async work =>
        {
            await work.ExecuteAsync("update referrals_export set first_downloaded_at = coalesce(first_downloaded_at, @Now) where id = @Id", new { work.Now, Id });
            await work.AuditAsync("ExportDownloaded", Id);
            return "";
        }, cancellationToken);
        return File(PeopleFile.Of(rows, viewer.Signature, clock.Today()), "text/csv; charset=utf-8", $"dsr-people-{clock.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");
    }
}

/// <summary>A file of people: its columns, its rules, and how long it can be fetched.</summary>
internal static class PeopleFile
{
    private const int HoursKept = 24;
    private const int MinutesAfterFirst = 15;

    public static readonly IReadOnlyList<string> Columns =
    [
        "Reference", "First name", "Last name", "Date of birth", "NHS number", "Local authority", "Rating", "Rating since", "Last update", "Update due", "Consent or decision", "Ends", "Owner", "Owner's organisation", "Made for",
    ];

    public static async Task<Row?> FindAsync(Db db, Guid id, Viewer viewer, DateTimeOffset now, CancellationToken cancellationToken)
        => await db.FirstAsync<Row>("select query, people, made_at, first_downloaded_at from referrals_export where id = @id and user_id = @UserId and area = @Area", new { id, viewer.UserId, viewer.Area }, cancellationToken) is { } row && row.Until > now ? row : null;

    public static byte[] Of(IReadOnlyList<PeopleList.FullRow> rows, string madeFor, DateOnly today)
    {
        var text = new StringBuilder();
        Line(Columns);
        foreach (var row in rows)
            Line([
                row.Reference, row.FirstName, row.LastName, Sql(row.BornOn), row.NhsNumber ?? "", row.LocalAuthority ?? "", row.Rating ?? "", Sql(row.RatingSinceOn), Sql(row.LastUpdateOn), Sql(row.UpdateDueOn),
                Standing.Authority(row.AuthorityKind, row.AuthorityEndsOn, row.WithdrawnAt, today).Text, Sql(row.AuthorityEndsOn), row.OwnerName ?? "", row.OwnerOrganisationName ?? "", madeFor,
            ]);
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];

        void Line(IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        static string Sql(DateOnly? date) => date is { } on ? Shared.Sql.Text(on) : "";
    }

    /// <summary>A cell, quoted, that no spreadsheet takes for a formula.</summary>
    public static string Cell(string value)
    {
        var harmless = value.Length > 0 && value[0] is ('=' or '+' or '-' or '@' or '\t' or '\r') ? "'" + value : value;
        return $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    internal sealed record Row(string Query, int People, DateTimeOffset MadeAt, DateTimeOffset? FirstDownloadedAt)
    {
        /// <summary>15 minutes after it was first fetched, and 24 hours after it was made at most.</summary>
        public DateTimeOffset Until => FirstDownloadedAt is { } first && first.AddMinutes(MinutesAfterFirst) < MadeAt.AddHours(HoursKept) ? first.AddMinutes(MinutesAfterFirst) : MadeAt.AddHours(HoursKept);
    }
}
