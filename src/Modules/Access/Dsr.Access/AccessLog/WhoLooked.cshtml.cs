using System.Globalization;

namespace Dsr.Access;

/// <summary>Who has looked at the open person, 31 days at a time; lists that showed the person count as looks.</summary>
[Needs("access-log.read", Roles.Team, ReadOnly = true)]
internal sealed class WhoLookedPage(AuditLog log, AuditLines lines, CurrentPerson person, TimeProvider clock) : PageModel, ILoads
{
    private const int PageSize = 50;
    private const int Days = 31;

    /// <summary>Last day shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string To { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Before { get; set; } = "";

    public DateOnly FromOn { get; private set; }

    public DateOnly ToOn { get; private set; }

    public string? Next { get; private set; }

    public string? Later { get; private set; }

    public IReadOnlyList<AuditLine> Lines { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        ToOn = DateOnly.TryParseExact(To, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to) && to < today ? to : today;
        FromOn = ToOn.AddDays(1 - Days);
        Guid? place = Guid.TryParse(Before, out var before) ? before : null;
        var rows = await log.FindAsync(new AuditQuestion(London.StartOf(FromOn), London.StartOf(ToOn.AddDays(1)), PersonId: person.Id, Before: place), PageSize + 1, cancellationToken);
        Lines = await lines.OfAsync([.. rows.Take(PageSize)], cancellationToken);

        var here = Links.Person.Page(person.Reference, "access-log");
        Next = rows.Count > PageSize
            ? $"{here}?to={Sql.Text(ToOn)}&before={rows[PageSize - 1].Id}"
            : $"{here}?to={Sql.Text(FromOn.AddDays(-1))}";
        Later = ToOn < today ? $"{here}?to={Sql.Text(ToOn.AddDays(Days))}" : place is null ? null : here;
        return true;
    }
}
