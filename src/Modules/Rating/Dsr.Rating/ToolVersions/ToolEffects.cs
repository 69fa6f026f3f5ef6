using System.Text.Json;

namespace Dsr.Rating;

/// <summary>Whom a new version would affect: those whose newest assessment is by an older version of the tool. Their answers stay with it; this is what the new version would have made of them.</summary>
internal sealed class ToolEffects(Db db, AuditTrail audit, Viewer viewer)
{
    public const int Most = 2000;

    private const string Newest =
        """
        select p.id, p.reference, p.first_name, p.born_on, a.answers, a.suggested, a.picked, a.completed_at
        from rating_assessment a
        join rating_person p on p.id = a.person_id
        where p.area = @Area
        and p.state = 'active'
        and p.gone = 0
        and a.tool = @ToolKey
        and not exists (
          select 1
          from rating_assessment newer
          where newer.person_id = a.person_id
          and (newer.completed_at > a.completed_at or (newer.completed_at = a.completed_at and newer.id > a.id)))
        order by a.completed_at desc
        limit @limit
        """;

    /// <summary>The names go to the DSR team alone, and are audited: an administrator has no access to people.</summary>
    public async Task<Effect> OfAsync(ToolVersion version, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync<Row>(Newest, new { version.Area, version.ToolKey, limit = Most + 1 }, cancellationToken);
        var people = rows.Take(Most).Select(row => Affected.Of(version.Tool, row)).ToList();
        var named = viewer.IsTeam ? people.Where(person => person.Suggests != person.Suggested || person.Unanswered > 0).Take(100).ToList() : [];
        await audit.ReadAsync("admin.tool-effect", named.Select(person => person.Id));
        return new Effect(people.Count, rows.Count > Most, [.. people.GroupBy(person => (person.Suggested, person.Suggests)).Where(group => group.Key.Suggested != group.Key.Suggests).Select(group => (group.Key.Suggested, group.Key.Suggests, group.Count())).OrderByDescending(move => move.Item3)],
            people.Count(person => person.Unanswered > 0), people.Count(person => !person.Fits), named);
    }

    public sealed record Row(Guid Id, string? Reference, string FirstName, DateOnly BornOn, string Answers, string? Suggested, string? Picked, DateTimeOffset CompletedAt);
}

/// <param name="Moves">From what the old version suggested to what the new one would, and how many people.</param>
/// <param name="Unanswered">People whose answers leave questions of the new version open.</param>
/// <param name="Aged">People whom the new version is not for.</param>
internal sealed record Effect(int People, bool AndMore, IReadOnlyList<(string? From, string To, int Count)> Moves, int Unanswered, int Aged, IReadOnlyList<Affected> Named);

internal sealed record Affected(Guid Id, string? Reference, string FirstName, string? Suggested, string Suggests, int Unanswered, bool Fits)
{
    public static Affected Of(RatingTool tool, ToolEffects.Row row)
    {
        var answers = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Answers)!;
        var on = row.CompletedAt.LondonDate();
        var suggests = Suggestion.Of(tool, answers, row.Picked ?? row.Suggested ?? "", on).Rating;
        return new(row.Id, row.Reference, row.FirstName, row.Suggested, suggests, tool.Items.Count(item => !item.Takes(answers.GetValueOrDefault(item.Key))), tool.Fits(Anniversary.Age(row.BornOn, on)));
    }
}
