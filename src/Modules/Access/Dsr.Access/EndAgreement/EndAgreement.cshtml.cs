namespace Dsr.Access;

/// <summary>End an organisation's agreement, with the effect shown first. At the next request its users see nobody.</summary>
[Needs("agreements.end", Roles.Administrator)]
internal sealed class EndAgreementPage(Db db, Viewer viewer) : PageModel, ILoads
{
    [BindProperty]
    public Form End { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public OrganisationRow Shown { get; private set; } = null!;

    public int Users { get; private set; }

    public int Owned { get; private set; }

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } row) return false;
        Shown = row;
        Users = await db.FirstAsync<int>("select count(*) from access_user where organisation_id = @Id and state = 'active'", new { Id }, cancellationToken);
        Owned = await db.FirstAsync<int>("select count(distinct person_id) from access_link where organisation_id = @Id and kind = 'owner' and ends_on is null", new { Id }, cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is null) return NotFound();

        var next = await db.WriteAsync(async work =>
        {
            await work.ChangeAsync("update access_organisation set version = version + 1 where id = @Id and version = @Version", new { Id, Version });
            await Agreements.EndAsync(work, Id);
            await History.AddAsync(work, Id, viewer.Signature, "Agreement ended", End.Reason.Trim());
            return $"/admin/organisations/{Id}";
        }, cancellationToken);
        return this.Done("Agreement ended", next);
    }

    private async Task<OrganisationRow?> FindAsync(CancellationToken cancellationToken)
        => await OrganisationRow.FindAsync(db, viewer, Id, cancellationToken) is { FromOn: not null, EndedAt: null } row ? row : null;

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
