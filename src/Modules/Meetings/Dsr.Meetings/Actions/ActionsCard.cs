namespace Dsr.Meetings;

/// <summary>The actions of a person on the summary.</summary>
internal sealed class ActionsCard(Db db, TimeProvider clock) : IPersonPart
{
    private const string Rows =
        """
        select what, owner_name, due_on
        from meetings_action
        where person_id = @Id and state = 'to-do'
        order by due_on, id
        limit 50
        """;

    public PersonPlace Place => PersonPlace.Card;

    public int Order => 30;

    public string View => "/Meetings/Actions/ActionsCard.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken)
        => new Model(person.Reference, person.IsClosed, await db.QueryAsync<Row>(Rows, new { person.Id }, cancellationToken), clock.Today());

    internal sealed record Model(string Reference, bool IsClosed, IReadOnlyList<Row> Open, DateOnly Today)
    {
        public int Late => Open.Count(action => action.DueOn < Today);
    }

    internal sealed record Row(string What, string OwnerName, DateOnly DueOn);
}
