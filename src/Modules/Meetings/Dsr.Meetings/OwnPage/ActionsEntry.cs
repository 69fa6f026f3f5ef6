namespace Dsr.Meetings;

/// <summary>On the person's own page: who will do what, by when.</summary>
internal sealed class ActionsEntry(Db db) : IEntryPart
{
    private const string Sql =
        """
        select what, owner_name, due_on
        from meetings_action
        where person_id = @PersonId and state = 'to-do'
        order by due_on, id
        limit 20
        """;

    public int Order => 30;

    public string View => "/Meetings/OwnPage/ActionsEntry.cshtml";

    public async Task<object?> LoadAsync(EntryOf entry, CancellationToken cancellationToken)
        => new Model(await db.QueryAsync<Row>(Sql, new { entry.PersonId }, cancellationToken));

    internal sealed record Model(IReadOnlyList<Row> Rows);

    internal sealed record Row(string What, string OwnerName, DateOnly DueOn);
}
