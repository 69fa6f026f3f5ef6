namespace Dsr.Consent;

/// <summary>One C(E)TR that was offered: its answer, or the ways in which it can be answered at the person's age.</summary>
[Needs("authority.record", Roles.Clinical)]
internal sealed class ShowCetrPage(Db db, OpenDecision open, CurrentPerson person) : PageModel, ILoads
{
    private const string EvidenceSql =
        """
        select question, answer
        from consent_cetr_evidence
        where cetr_id = @Id
        order by place
        """;

    private const string RefusalSql =
        """
        select words, why, advocate, other_reviews
        from consent_refusal
        where cetr_id = @Id
        order by recorded_at desc
        limit 1
        """;

    [BindProperty]
    public ChooseForm Choose { get; set; } = new();

    public DecisionFacts Facts { get; private set; } = null!;

    public CetrRow Row => Facts.Cetr!;

    public IReadOnlyList<Line> Evidence { get; private set; } = [];

    public string Reference => person.Reference;

    public string Back => open.Start;

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await open.FindAsync(cancellationToken) is not { Cetr: { } cetr } facts) return false;
        Facts = facts;
        if (cetr.Answer == "yes") Evidence = await db.QueryAsync<Line>(EvidenceSql, new { cetr.Id }, cancellationToken);
        if (cetr.Answer == "no" && await db.FirstAsync<Refusal.Row>(RefusalSql, new { cetr.Id }, cancellationToken) is { } refusal) Evidence = [.. Refusal.Lines(refusal).Select(line => new Line(line.Question, line.Answer))];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        if (Row.Answer is not null) return this.Done("This was answered already.", open.Start);
        if (Choose.Route == ChooseForm.None) return this.SeeOther(open.Page("no"));
        if (Choose.Route == ChooseForm.Lacking && Facts.MayLackCapacity) return this.SeeOther(open.Page("best-interests"));
        return Facts.Routes.Any(kind => !kind.Lacking && kind.Key == Choose.Route)
            ? this.SeeOther(open.Record(Choose.Route))
            : this.Invalid("Choose.Route", "Select who made the decision");
    }

    public sealed record Line(string Question, string Answer);
}
