namespace Dsr.Rating;

/// <summary>The rating tool of the made-up people whom a professional referred and who are not on the register yet.</summary>
internal sealed class DraftDemonstration(Db db, ToolShelf shelf, TimeProvider clock) : IDemonstration
{
    public int Order => 26;

    public async Task LoadAsync(Area area, CancellationToken cancellationToken)
    {
        var (today, rules) = (clock.Today(), area.Section<RatingArea>("rating"));
        var drafts = await db.QueryAsync<Row>(
            """
            select id, first_name, born_on, started_by
            from rating_person
            where area = @Key
            and referral_id is not null
            and rating is null
            and started_by <> @nobody
            order by id
            """, new { area.Key, nobody = Guid.Empty }, cancellationToken);
        var tools = await shelf.CurrentAsync(area.Key, today, cancellationToken);
        await db.WriteAsync(async work =>
        {
            foreach (var (draft, at) in drafts.Select((draft, at) => (draft, at)))
            {
                var referrer = new Viewer();
                referrer.Be(draft.StartedBy, "The referrer", Guid.Empty, "", Roles.Professional, area.Key, Guid.Empty, "");
                var facts = ToolFacts.Of(draft.Id, area.Key, draft.FirstName, draft.BornOn, null, tools, null, rules, today);
                var meaning = at % 2 == 0 ? "amber" : "red";
                var form = new ToolForm
                {
                    Key = facts.Tool.Key, ToolVersion = facts.Tool.Version, Answers = facts.Tool.Items.ToDictionary(item => item.Key, _ => "no", StringComparer.Ordinal), Meaning = meaning, Proposed = meaning,
                    DiscussedWith = ["person", "family"], DiscussedOn = today.AddDays(-37),
                };
                await CompleteToolAct.ActAsync(work, form, facts, referrer);
            }
        }, cancellationToken);
    }

    private sealed record Row(Guid Id, string FirstName, DateOnly BornOn, Guid StartedBy);
}
