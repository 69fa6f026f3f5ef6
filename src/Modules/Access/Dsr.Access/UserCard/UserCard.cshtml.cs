namespace Dsr.Access;

/// <summary>One user, as administrators see them.</summary>
[Needs("users.read", Roles.Administrator + "," + Roles.OrganisationAdministrator)]
internal sealed class UserCardPage(Db db, Viewer viewer, TotpSecrets secrets, Settings settings) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public UserRow Shown { get; private set; } = null!;

    public IReadOnlyList<History.Row> Past { get; private set; } = [];

    public bool MayChange => viewer.Role == Roles.Administrator;

    public bool MayBeInvited => Shown is { Demonstration: false, State: not "disabled" };

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await UserRow.FindAsync(db, viewer, Id, cancellationToken) is not { } row) return false;
        Shown = row;
        Past = await History.OfAsync(db, Id, cancellationToken);
        return true;
    }

    /// <summary>A new invitation: sessions go on until it is accepted, so that a mistaken click shuts nobody out.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!MayChange) return Forbid();
        if (await UserRow.FindAsync(db, viewer, Id, cancellationToken) is not { } row) return NotFound();
        Shown = row;
        if (!MayBeInvited) return NotFound();

        var next = await db.WriteAsync(async work =>
        {
            await Invitations.SendAsync(work, Id, row.Name, row.Email, secrets, settings);
            await History.AddAsync(work, Id, viewer.Signature, "Invited again", "");
            await work.AuditAsync("users.invited-again", Id);
            return $"/admin/users/{Id}";
        }, cancellationToken);
        return this.Done("Invitation sent", next);
    }
}
