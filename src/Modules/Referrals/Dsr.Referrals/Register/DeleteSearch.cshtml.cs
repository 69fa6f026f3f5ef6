namespace Dsr.Referrals;

/// <summary>Delete a search of one's own.</summary>
[Needs("searches.save", Roles.Clinical)]
internal sealed class DeleteSearchPage(Db db, Viewer viewer) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public string Name { get; private set; } = "";

    public bool Shared { get; private set; }

    public string Back => viewer.IsTeam ? Links.Register : Links.MyPeople;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>("select name, shared from referrals_saved_search where id = @Id and user_id = @UserId", new { Id, viewer.UserId }, cancellationToken) is not { } row) return false;
        (Name, Shared) = (row.Name, row.Shared);
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
        => this.Done("Search deleted.", await db.WriteAsync(async work =>
        {
            await work.ExecuteAsync("delete from referrals_saved_search where id = @Id and user_id = @UserId", new { Id, viewer.UserId });
            await work.AuditAsync("SearchDeleted", Id);
            return Back;
        }, cancellationToken));

    private sealed record Row(string Name, bool Shared);
}
