namespace Dsr.Rating;

/// <summary>The rating on the person's own page, in plain words: what it means and since when. The reason is written by professionals, may be about others, and is told by who keeps the entry.</summary>
internal sealed class RatingEntry(Db db) : IEntryPart
{
    private const string Sql =
        """
        select p.rating, p.since_on, c.agreed_on
        from rating_person p
        left join rating_change c on c.id = p.change_id
        where p.id = @PersonId
        """;

    public int Order => 20;

    public string View => "/Rating/OwnPage/RatingEntry.cshtml";

    public async Task<IEntryModel?> LoadAsync(EntryOf entry, CancellationToken cancellationToken)
        => await db.FirstAsync<Model>(Sql, new { entry.PersonId }, cancellationToken) is { Rating: not null } model ? model : null;

    internal sealed record Model(string? Rating, DateOnly? SinceOn, DateOnly? AgreedOn) : IEntryModel
    {
        public IEnumerable<EasyEntry> Easy =>
        [
            new(Rating == "blue" ? "hospital" : "heart", [$"Your rating is {Rating}.", .. Meaning, .. SinceOn is { } since ? new[] { $"It has been so since {Words.Date(since)}." } : []]),
            new("question", "The rating is about the chance of going into a mental health hospital.", "You can ask why it is so. Somebody who works with you will tell you."),
        ];

        /// <summary>One idea a sentence, and "chance" where professionals say risk (ui.md 6.1).</summary>
        public IReadOnlyList<string> Meaning => Rating switch
        {
            "red" => ["You may have to go into hospital very soon.", "People who help you want to stop that. They offer you a review of your care."],
            "amber" => ["You may have to go into hospital if nobody helps more.", "People who help you meet and plan what to do."],
            "green" => ["There is a small chance of going into hospital.", "What helps you now is working."],
            _ => ["You are in a mental health hospital now.", "Somebody visits you there, and there are reviews of your care."],
        };
    }
}
