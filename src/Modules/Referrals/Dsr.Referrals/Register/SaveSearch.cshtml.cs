namespace Dsr.Referrals;

/// <summary>Keep a list's filters under a name.</summary>
[Needs("searches.save", Roles.Clinical)]
internal sealed class SaveSearchPage(Db db, PeopleList people, Viewer viewer) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    [BindProperty]
    public Form Save { get; set; } = new();

    public int Count { get; private set; }

    public bool IsTeam => viewer.IsTeam;

    public string Back => (viewer.IsTeam ? Links.Register : Links.MyPeople) + (Canonical.Length == 0 ? "" : "?" + Canonical);

    private string Canonical => new ListAddress("", SavedSearch.Read(Save.Of)).Query;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Save.Of ??= Of ?? "";
        Count = await people.CountAsync(SavedSearch.Read(Save.Of), cancellationToken);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.Done("Search saved.", await db.WriteAsync(async work =>
        {
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(
                """
                insert into referrals_saved_search (id, area, user_id, name, query, shared, made_at)
                values (@id, @Area, @UserId, @Name, @query, @shared, @Now)
                """, new { id, viewer.Area, viewer.UserId, Name = Save.Name.Trim(), query = Canonical, shared = Save.Shared && viewer.IsTeam, work.Now });
            await work.AuditAsync("SearchSaved", id);
            return Back;
        }, cancellationToken));

    public sealed class Form
    {
        public string? Of { get; set; }

        public string Name { get; set; } = "";

        public bool Shared { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Name).NotEmpty().WithMessage("Enter what you call it").MaximumLength(60).WithMessage("What you call it must be 60 characters or less");
            RuleFor(form => form.Of).MaximumLength(1000).WithMessage("The search is too long to save");
        }
    }
}
