namespace Dsr.Access;

/// <summary>Change a user's role: what they could do before ends at once.</summary>
[Needs("users.change-role", Roles.Administrator)]
internal sealed class ChangeRolePage(Db db, Viewer viewer) : PageModel, ILoads
{
    [BindProperty]
    public Form Change { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public UserRow Shown { get; private set; } = null!;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await UserRow.FindAsync(db, viewer, Id, cancellationToken) is not { } row) return false;
        Shown = row;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await UserRow.FindAsync(db, viewer, Id, cancellationToken) is not { } row) return NotFound();
        if (row.Id == viewer.UserId) return this.Invalid("Change.Role", "Ask another administrator to change your own role");
        if (row.Role == Change.Role) return this.Invalid("Change.Role", "Select a different role");

        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync("update access_user set role = @Role, version = version + 1 where id = @Id and version = @Version", new { Change.Role, Id, Version });
            await Accounts.EndSessionsAsync(work, Id);
            await History.AddAsync(work, Id, viewer.Signature, $"Role changed from {Roles.Words(row.Role)} to {Roles.Words(Change.Role)}", Change.Reason.Trim());
            await Accounts.TellAsync(work, Id);
            return $"/admin/users/{Id}";
        }, cancellationToken);
        return this.Done("Role changed", next);
    }

    public sealed class Form
    {
        public string Role { get; set; } = "";

        public string Reason { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Role).Must(RoleWords.Knows).WithMessage("Select a role");
            RuleFor(form => form.Reason)
                .NotEmpty().WithMessage("Enter why it changes")
                .MaximumLength(500).WithMessage("Why it changes must be 500 characters or less");
        }
    }
}
