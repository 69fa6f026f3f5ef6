namespace Dsr.Referrals;

/// <summary>A file with names needs a purpose and a reason first (7.H, 8.11); what is kept is the filters, so that the file is made of what the viewer may see when it is fetched.</summary>
[Needs("register.export", Roles.Team)]
internal sealed class ExportPeoplePage(Db db, PeopleList people, Viewer viewer) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    [BindProperty]
    public Form Export { get; set; } = new();

    public int Count { get; private set; }

    public string Back => new ListAddress(Links.Register, SavedSearch.Read(Export.Of)).Without(filters => filters);

    public static string Address(string query) => "/register/download" + (query.Length == 0 ? "" : "?of=" + Uri.EscapeDataString(query));

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Export.Of ??= Of ?? "";
        Count = await people.CountAsync(SavedSearch.Read(Export.Of), cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var filters = SavedSearch.Read(Export.Of);
        var count = await people.CountAsync(filters, cancellationToken);
        if (count > PeopleList.CountedTo) return this.Invalid("Export.Why", "A file has 1,000 people at most. Go back and add a filter");
        var next = await db.WriteAsync(async work =>
        {
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(
                """
                insert into referrals_export (id, area, user_id, query, purpose, why, people, made_at)
                values (@id, @Area, @UserId, @query, @Purpose, @Why, @count, @Now)
                """, new { id, viewer.Area, viewer.UserId, query = new ListAddress("", filters).Query, Export.Purpose, Why = Export.Why.Trim(), count, work.Now });
            await work.AuditAsync("ExportMade", id);
            return $"/register/exports/{id}";
        }, cancellationToken);
        return this.SeeOther(next);
    }

    public sealed class Form
    {
        public string? Of { get; set; }

        public string Purpose { get; set; } = "";

        public string Why { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Purpose).Must(purpose => purpose is "care" or "meeting" or "check" or "other").WithMessage("Select what it is for");
            RuleFor(form => form.Why).NotEmpty().WithMessage("Enter why you need names").MaximumLength(500).WithMessage("Why you need names must be 500 characters or less");
        }
    }
}
