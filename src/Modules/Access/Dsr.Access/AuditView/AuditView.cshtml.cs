using System.Globalization;

namespace Dsr.Access;

/// <summary>Who did what, and who looked at whom: ids and references, nobody's name but the users'. Asking is itself in the audit.</summary>
[Needs("audit.read", Roles.Auditor)]
internal sealed class AuditViewPage(AuditLog log, AuditLines lines, AuditChain chain, AuditTrail trail, Db db, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const int PageSize = 50;
    private const int MostDays = 31;

    [BindProperty(SupportsGet = true)]
    public string Who { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Person { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string From { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string To { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Before { get; set; } = "";

    public DateOnly FromOn { get; private set; }

    public DateOnly ToOn { get; private set; }

    public string? Fault { get; private set; }

    public string? Next { get; private set; }

    public string? First => Before.Length > 0 ? Address(null) : null;

    public IReadOnlyList<AuditLine> Lines { get; private set; } = [];

    public AuditVerdict? Verdict { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        ToOn = DateOf(To) ?? clock.Today();
        FromOn = DateOf(From) ?? ToOn.AddDays(-6);
        if (ToOn < FromOn) Fault = $"To must be the same as or after from, {Words.Date(FromOn)}";
        else if (ToOn.DayNumber - FromOn.DayNumber >= MostDays) Fault = "Choose 31 days or fewer";
        if (Fault is not null) return true;

        Guid? actor = null;
        if (Who.Trim().Length > 0 && (actor = await db.FirstAsync<Guid?>("select id from access_user where email = @email", new { email = Email.Kept(Who) }, cancellationToken)) is null)
        {
            Fault = "No user has that email address";
            return true;
        }
        Guid? person = null;
        if (Person.Trim().Length > 0 && (!Reference.TryParse(Person, out var reference)
            || (person = await db.FirstAsync<Guid?>("select id from access_person where reference = @reference and (@Area = '' or area = @Area)", new { reference, viewer.Area }, cancellationToken)) is null))
        {
            Fault = "No one has that reference";
            return true;
        }

        await trail.AskedAsync("audit.read", person);
        // an auditor of one area audits that area's organisations
        var organisations = viewer.Area.Length == 0 ? null : await db.QueryAsync<Guid>("select id from access_organisation where area = @Area", new { viewer.Area }, cancellationToken);
        var rows = await log.FindAsync(
            new AuditQuestion(London.StartOf(FromOn), London.StartOf(ToOn.AddDays(1)), actor, Kind is "read" or "write" or "denied" ? Kind : null, null, person, Guid.TryParse(Before, out var before) ? before : null, organisations), PageSize + 1, cancellationToken);
        Lines = await lines.OfAsync([.. rows.Take(PageSize)], cancellationToken);
        if (rows.Count > PageSize) Next = Address(rows[PageSize - 1]);
        return true;
    }

    /// <summary>Checks every chain from its start: long, so only when asked.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Verdict = await chain.VerifyAsync(cancellationToken);
        await trail.AskedAsync("audit.verify", null);
        return Page();
    }

    private static DateOnly? DateOf(string typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private string Address(AuditRow? last)
        => Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("/audit", new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["who"] = Who,
            ["person"] = Person,
            ["kind"] = Kind,
            ["from"] = Sql.Text(FromOn),
            ["to"] = Sql.Text(ToOn),
            ["before"] = last is null ? "" : Sql.Text(last.Id),
        });
}
