using Dsr.Consent.Contracts;

namespace Dsr.Consent;

/// <summary>Sharing without consent is not necessary any more: from this commit the record is hidden again.</summary>
[Needs("authority.override-end", Roles.Team)]
internal sealed class EndOverridePage(Db db, CurrentPerson person, Viewer viewer) : PageModel, ILoads
{
    private const string End =
        """
        update consent_override
        set ended_at = @Now, ended_by_signature = @Signature
        where id = @Id
        and ended_at is null
        """;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public OverrideRow Row { get; private set; } = null!;

    public string Reference => person.Reference;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if ((await db.QueryAsync<OverrideRow>(OverrideRow.Sql, new { PersonId = person.Id }, cancellationToken)).FirstOrDefault(row => row.Id == Id) is not { EndedAt: null } row) return false;
        Row = row;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync(End, new { work.Now, viewer.Signature, Id });
            await work.PublishAsync(new SharingOverridden(Id, person.Id, Row.UserId, work.Now.LondonDate().AddDays(-1), viewer.Signature, work.Now));
            await TaskList.EndAsync(work, person.Id, TaskList.Override, viewer.Signature);
            return Links.Person.Page(person.Reference, "authority");
        }, cancellationToken);
        return this.Done("Ended. They cannot see the record any more.", next);
    }
}
