namespace Dsr.Consent;

/// <summary>What the summary and the authority page say when a person may not be discussed (journey 8.6 e).</summary>
internal sealed record AuthorityCallout(string Reference, string FirstName, AuthorityState State, bool ForTeam, bool Linked);

/// <summary>The authority as the person shell shows it: computed from the dates at the moment of reading.</summary>
internal sealed class AuthorityOfPerson(Db db, TimeProvider clock)
{
    private const string PersonSql =
        """
        select p.first_name, p.kind, p.ends_on, p.withdrawn_at, d.decided_by, d.decided_on, p.differs_at
        from consent_person p
        left join consent_decision d on d.id = p.decision_id
        where p.id = @Id
        """;

    private Task<AuthoritySeen?>? _seen;

    public Task<AuthoritySeen?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken) => _seen ??= FindAsync(person, cancellationToken);

    private async Task<AuthoritySeen?> FindAsync(CurrentPerson person, CancellationToken cancellationToken)
        => await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is { } row
            ? new AuthoritySeen(person.TakesAnswers, person.Reference, row.FirstName, new AuthorityState(row.Kind, row.EndsOn, row.WithdrawnAt, clock.Today(), row.DiffersAt), row.DecidedBy, row.DecidedOn)
            : null;

    private sealed record Row(string FirstName, string? Kind, DateOnly? EndsOn, DateTimeOffset? WithdrawnAt, string? DecidedBy, DateOnly? DecidedOn, DateTimeOffset? DiffersAt);
}

internal sealed record AuthoritySeen(bool TakesAnswers, string Reference, string FirstName, AuthorityState State, string? DecidedBy, DateOnly? DecidedOn);

internal sealed class AuthorityStrip(AuthorityOfPerson authority) : IPersonPart
{
    public PersonPlace Place => PersonPlace.Strip;

    public int Order => 50;

    public string View => "/Consent/People/AuthorityStrip.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken) => await authority.LoadAsync(person, cancellationToken);
}

internal sealed class AuthorityCard(AuthorityOfPerson authority) : IPersonPart
{
    public PersonPlace Place => PersonPlace.Card;

    public int Order => 40;

    public string View => "/Consent/People/AuthorityCard.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken) => await authority.LoadAsync(person, cancellationToken);
}

internal sealed class AuthorityWarning(AuthorityOfPerson authority, Viewer viewer) : IPersonPart
{
    public PersonPlace Place => PersonPlace.Inset;

    public int Order => 0;

    public string View => "/Consent/People/AuthorityCallout.cshtml";

    public async Task<object?> LoadAsync(CurrentPerson person, CancellationToken cancellationToken)
        => await authority.LoadAsync(person, cancellationToken) is { State.InForce: false } seen ? new AuthorityCallout(seen.Reference, seen.FirstName, seen.State, viewer.IsTeam && seen.TakesAnswers, true) : null;
}
