namespace Dsr.Consent;

/// <summary>What was decided, on the person's own page: by whom, until when, who can be told, and each C(E)TR.</summary>
internal sealed class DecisionEntry(Db db, TimeProvider clock) : IEntryPart
{
    private const string PersonSql =
        """
        select p.first_name, p.last_name, p.kind, p.decided_on, p.ends_on, p.withdrawn_at, d.decided_by
        from consent_person p
        left join consent_decision d on d.id = p.decision_id
        where p.id = @PersonId
        """;

    public int Order => 10;

    public string View => "/Consent/ShowEntry/DecisionEntry.cshtml";

    public async Task<IEntryModel?> LoadAsync(EntryOf entry, CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { entry.PersonId }, cancellationToken) is not { } row) return null;
        return new Model(
            row, new AuthorityState(row.Kind, row.EndsOn, row.WithdrawnAt, clock.Today()),
            await db.QueryAsync<SharingRow>(SharingRow.Current, new { entry.PersonId }, cancellationToken),
            await db.QueryAsync<CetrRow>(CetrRow.Sql + "\norder by offered_on desc, id desc\nlimit 5", new { entry.PersonId }, cancellationToken),
            entry.Area.Section<PublicArea>("public"));
    }

    public sealed record Model(Row Person, AuthorityState State, IReadOnlyList<SharingRow> Sharing, IReadOnlyList<CetrRow> Cetrs, PublicArea Area) : IEntryModel
    {
        /// <summary>Who said yes, and when.</summary>
        public string Who => Person.Kind switch { "own-consent" or "gillick" => "You said yes", "best-interests" => $"{Person.DecidedBy} decided what is best for you", null => "Nobody has decided yet", _ => $"{Person.DecidedBy} said yes for you" }
            + (Person.DecidedOn is { } on ? $" on {Words.Date(on)}." : ".");

        public IEnumerable<EasyEntry> Easy =>
        [
            new("list", $"This is about {Person.FirstName} {Person.LastName}.", "You are on a list. It is called the Dynamic Support Register.", "It helps people stay out of mental health hospital."),
            State.InForce
                ? new("choose", Who, $"It counts until {Words.Date(Person.EndsOn!.Value)}.", "Somebody will ask you again before then.")
                : new("choose", Who, "It does not count now.", "Only the DSR team can see what is kept, until somebody asks you again."),
            .. Sharing.Count == 0 ? Array.Empty<EasyEntry>() : [new("people", ["Who can be told about you:", .. Sharing.Select(said => $"{DecisionWords.Of(DecisionWords.MayBeTold, said.Recipient)}: {(said.Agreed ? "yes" : "no")}.")])],
            .. Cetrs.Select(review => new EasyEntry("calendar", $"On {Words.Date(review.OfferedOn)} there was an offer of a review of your care.", review.Answer switch { "yes" => "The answer was yes.", "no" => "The answer was no.", _ => "We are waiting for an answer." })),
            new("safe", "Saying no will not change the care you get now."),
        ];
    }

    public sealed record Row(string FirstName, string LastName, string? Kind, DateOnly? DecidedOn, DateOnly? EndsOn, DateTimeOffset? WithdrawnAt, string? DecidedBy);
}
