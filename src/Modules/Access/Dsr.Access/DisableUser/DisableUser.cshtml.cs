namespace Dsr.Access;

/// <summary>End a user's access, with the effect shown first. It takes effect at their next request.</summary>
[Needs("users.disable", Roles.Administrator + "," + Roles.OrganisationAdministrator)]
internal sealed class DisableUserPage(Db db, Viewer viewer) : PageModel, ILoads
{
    [BindProperty]
    public Form Disable { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public UserRow Shown { get; private set; } = null!;

    public int Owned { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } row) return false;
        Shown = row;
        Owned = await db.FirstAsync<int>("select count(distinct person_id) from access_link where user_id = @Id and kind = 'owner' and ends_on is null", new { Id }, cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } row) return NotFound();
        if (row.Id == viewer.UserId) return this.Invalid("Disable.Reason", "Ask another administrator to end your own access");

        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync("update access_user set state = 'disabled', version = version + 1 where id = @Id and version = @Version", new { Id, Version });
            await Accounts.EndAsync(work, Id, viewer.Signature, Disable.Reason.Trim());
            return $"/admin/users/{Id}";
        }, cancellationToken);
        return this.Done("Access ended", next);
    }

    // an organisation administrator ends the own organisation's professionals, nobody else's access
    private async Task<UserRow?> FindAsync(CancellationToken cancellationToken)
        => await UserRow.FindAsync(db, viewer, Id, cancellationToken) is { State: not "disabled" } row && (viewer.Role == Roles.Administrator || row.Role == Roles.Professional) ? row : null;

    public sealed class Form
    {
        public string Reason { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(form => form.Reason)
            .NotEmpty().WithMessage("Enter why it ends")
            .MaximumLength(500).WithMessage("Why it ends must be 500 characters or less");
    }
}
