using Microsoft.AspNetCore.Http;

namespace Dsr.Consent;

/// <summary>What a decision is judged against: the person, the route that was chosen, the day, the area's rules.</summary>
internal sealed record DecisionFacts(
    Guid PersonId,
    string Area,
    string FirstName,
    DateOnly BornOn,
    string KindKey,
    AuthorityState State,
    DateOnly? LastDecidedOn,
    int Version,
    DateOnly Today,
    ConsentArea Rules)
{
    public int AgeNow => Anniversary.Age(BornOn, Today);

    public ConsentArea.Kind? Kind => Rules.Kinds.FirstOrDefault(kind => kind.Key == KindKey);

    public DateOnly? WithdrawnOn => State.WithdrawnAt?.LondonDate();

    /// <summary>The routes to show: what is lawful at the person's age today, and what was lawful at any age at which a decision that is still in force can have been made.</summary>
    public IReadOnlyList<ConsentArea.Kind> Routes => [.. Rules.Kinds.Where(kind => Ages.Any(age => Lawful(kind, age) && CanBeInForce(kind, age)))];

    /// <summary>The ages at which a decision that is still in force can have been made: one, or two around a birthday.</summary>
    private IEnumerable<int> Ages
    {
        get
        {
            var earliest = Anniversary.Add(Today, -Rules.RenewalMonths).AddDays(1);
            var youngest = earliest < BornOn ? 0 : Anniversary.Age(BornOn, earliest);
            return Enumerable.Range(youngest, AgeNow - youngest + 1);
        }
    }

    public bool Lawful(ConsentArea.Kind kind, int age) => Rules.LawfulAt(age).Contains(kind);

    public IReadOnlyList<ConsentArea.Need> Needs(ConsentArea.Kind kind, int age)
    {
        var needs = kind.Needs.Concat(age < 18 ? kind.NeedsUnder18 ?? [] : []);
        // a child is always asked, whoever decides (domain 5.1)
        if (age < 16) needs = needs.Append(ConsentArea.Need.ChildsView);
        return [.. needs.Distinct()];
    }

    /// <summary>What the page asks: all that may be needed, whichever of the ages the date turns out to be.</summary>
    public IReadOnlyList<ConsentArea.Need> Asked(ConsentArea.Kind kind) => [.. Ages.Where(age => Lawful(kind, age)).SelectMany(age => Needs(kind, age)).Distinct()];

    // a parent's word ends with the birthday: at 16 nothing that a parent decided can still be in force
    private bool CanBeInForce(ConsentArea.Kind kind, int age) => age == AgeNow || kind.Key is not ("parental" or "care-order") || AgeNow < Rules.ParentalEndsAtAge;
}

/// <summary>Finds the person whose authority is being recorded: the open person, or the one of a draft referral that the viewer started.</summary>
internal sealed class OpenDecision(Db db, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock, IHttpContextAccessor http)
{
    private const string OfPerson =
        """
        select id, referral_id, area, first_name, born_on, started_by, state, kind, decided_on, ends_on, withdrawn_at, version
        from consent_person
        where id = @Id
        """;

    private const string OfDraft =
        """
        select id, referral_id, area, first_name, born_on, started_by, state, kind, decided_on, ends_on, withdrawn_at, version
        from consent_person
        where referral_id = @referral
        """;

    /// <summary>Null where there is nobody, or where the viewer neither started the draft nor belongs to the area's team.</summary>
    public async Task<DecisionFacts?> FindAsync(CancellationToken cancellationToken)
    {
        var route = http.HttpContext!.Request.RouteValues;
        var row = person.IsSomebody
            ? await db.FirstAsync<Row>(OfPerson, new { person.Id }, cancellationToken)
            : Guid.TryParse(route["id"] as string, out var referral) ? await db.FirstAsync<Row>(OfDraft, new { referral }, cancellationToken) : null;
        if (row is null) return null;
        if (!person.IsSomebody && row.StartedBy != viewer.UserId && !(viewer.IsTeam && viewer.Area == row.Area)) return null;

        var today = clock.Today();
        return new DecisionFacts(
            row.Id, row.Area, row.FirstName, row.BornOn, route["kind"] as string ?? "", new AuthorityState(row.Kind, row.EndsOn, row.WithdrawnAt, today),
            row.DecidedOn, row.Version, today, areas[row.Area].Section<ConsentArea>("consent"));
    }

    private sealed record Row(
        Guid Id, Guid? ReferralId, string Area, string FirstName, DateOnly BornOn, Guid? StartedBy, string State, string? Kind, DateOnly? DecidedOn, DateOnly? EndsOn, DateTimeOffset? WithdrawnAt, int Version);
}
