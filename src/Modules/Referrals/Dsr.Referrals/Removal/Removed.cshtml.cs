namespace Dsr.Referrals;

/// <summary>What was done when somebody came off the register.</summary>
[Needs("removals.read", Roles.Team)]
internal sealed class RemovedPage(Db db, Viewer viewer, AuditTrail audit) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public new RemovalRequest Request { get; private set; } = null!;

    public IReadOnlyList<ActionFateRow> Actions { get; private set; } = [];

    public string ToldWords => string.Join(", ", (Request.Told ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(who => who switch
    {
        "person" => Request.CalledBy,
        "family" => "family or carer",
        _ => "the professionals who support them",
    }));

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await RemovalRequest.FindAsync(db, Id, viewer.Area, cancellationToken) is not { State: "agreed" } request) return false;
        Request = request;
        Actions = await db.QueryAsync<ActionFateRow>("select fate, words from referrals_removal_action where removal_id = @Id", new { Id }, cancellationToken);
        await audit.ReadAsync("requests.removal", [request.PersonId]);
        return true;
    }

    internal sealed record ActionFateRow(string Fate, string Words);
}
