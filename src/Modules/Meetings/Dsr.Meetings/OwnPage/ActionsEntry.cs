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

    public async Task<IEntryModel?> LoadAsync(EntryOf entry, CancellationToken cancellationToken)
        => new Model(await db.QueryAsync<Row>(Sql, new { entry.PersonId }, cancellationToken));

    internal sealed record Model(IReadOnlyList<Row> Rows) : IEntryModel
    {
        public IEnumerable<EasyEntry> Easy => Rows.Count == 0
            ? [new("people", "Nobody has said that they will do something now.")]
            : [new("people", "People will do things for you."), .. Rows.Select(row => new EasyEntry("pen", $"{row.OwnerName} will do this by {Words.Date(row.DueOn)}:", row.What))];
    }

    internal sealed record Row(string What, string OwnerName, DateOnly DueOn);
}
