namespace Dsr.Meetings;

/// <summary>The actions agreed for a person: open, done, cancelled.</summary>
[Needs("actions.read", Roles.Clinical, ReadOnly = true)]
internal sealed class ListActionsPage(Db db, CurrentPerson person, Viewer viewer, TimeProvider clock) : PageModel, ILoads
{
    private const string Rows =
        """
        select x.id, x.what, x.owner_id, x.owner_name, x.owner_organisation_id, x.due_on, x.state, x.agreed_by_signature, m.met_on, x.closed_on, x.closed_words, x.closed_by_signature
        from meetings_action x
        left join meetings_meeting m on m.id = x.meeting_id
        where x.person_id = @Id

        """;

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public IReadOnlyList<Row> Open { get; private set; } = [];

    public IReadOnlyList<Row> Closed { get; private set; } = [];

    public bool IsClosed => person.IsClosed;

    public bool MayClose(Row action) => !person.IsClosed && ActionRules.MayChange(viewer, action.OwnerId, action.OwnerOrganisationId);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Open = await db.QueryAsync<Row>(Rows + "and x.state = 'to-do' order by x.due_on, x.id limit 200", new { person.Id }, cancellationToken);
        Closed = await db.QueryAsync<Row>(Rows + "and x.state <> 'to-do' order by x.closed_on desc, x.id desc limit 100", new { person.Id }, cancellationToken);
        return true;
    }

    internal sealed record Row(Guid Id, string What, Guid? OwnerId, string OwnerName, Guid? OwnerOrganisationId, DateOnly DueOn, string State, string AgreedBySignature, DateOnly? MetOn, DateOnly? ClosedOn, string? ClosedWords, string? ClosedBySignature);
}
