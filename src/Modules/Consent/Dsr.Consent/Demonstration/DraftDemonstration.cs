namespace Dsr.Consent;

/// <summary>The consent of the made-up people whom a professional referred and who are not on the register yet.</summary>
internal sealed class DraftDemonstration(Db db, Areas areas, TimeProvider clock) : IDemonstration
{
    public int Order => 26;

    public async Task LoadAsync(Area area, CancellationToken cancellationToken)
    {
        var (today, rules) = (clock.Today(), areas[area.Key].Section<ConsentArea>("consent"));
        var drafts = await db.QueryAsync<Row>(
            """
            select p.id, p.first_name, p.born_on, p.started_by, p.version, u.name
            from consent_person as p
            join consent_user as u on u.id = p.started_by
            where p.area = @Key
            and p.state = 'draft'
            and p.decision_id is null
            """, new { area.Key }, cancellationToken);
        await db.WriteAsync(async work =>
        {
            foreach (var draft in drafts)
            {
                var referrer = new Viewer();
                referrer.Be(draft.StartedBy, draft.Name, Guid.Empty, "", Roles.Professional, area.Key, Guid.Empty, "");
                var facts = new DecisionFacts(draft.Id, area.Key, draft.FirstName, draft.BornOn, "own-consent", new AuthorityState(null, null, null, today), null, draft.Version, today, rules);
                var form = new DecisionForm { DecidedOn = today.AddDays(-40), HowGiven = "in-person", GivenToHelp = ["easy-read", "talked-through"], Evidence = "Read the leaflet and said yes.", MayBeTold = ["health", "social-care"] };
                await RecordDecision.ActAsync(work, form, facts, draft.Version, referrer);
            }
        }, cancellationToken);
    }

    private sealed record Row(Guid Id, string FirstName, DateOnly BornOn, Guid StartedBy, int Version, string Name);
}
